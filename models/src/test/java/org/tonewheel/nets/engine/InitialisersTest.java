package org.tonewheel.nets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class InitialisersTest {
  @Test
  void uniform_drawsEachValueByItsIndex() {
    try (NDManager manager = TorchEngine.newManager()) {
      // more than two blocks, and not a multiple of one
      NDArray drawn = new Initialisers(7).uniform(manager, "fc1.weight", new Shape(3, 7001), 0.5);
      CounterRandom random = CounterRandom.of(7, "initial/fc1.weight");
      float[] expected = new float[3 * 7001];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (float) ((2 * random.uniform(i) - 1) * 0.5);
      }
      assertThat(drawn.toFloatArray()).isEqualTo(expected);
    }
  }
}
