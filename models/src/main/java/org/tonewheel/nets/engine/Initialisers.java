package org.tonewheel.nets.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * Initial weights after PyTorch's defaults, drawn from a stream keyed by the seed and the weight's
 * name, so that neither threads nor the order of layers change them.
 *
 * <p>The distributions are PyTorch's ({@code reset_parameters} of each module); the values are not,
 * as its generator is another one.
 */
public record Initialisers(long seed) {
  /** Floats drawn at a time: a whole tensor of the large nets would fill the heap. */
  private static final int BLOCK = 8192;

  /**
   * Weights or biases of a linear or convolution layer: uniform in ±1/sqrt(fanIn), which is what
   * PyTorch's {@code kaiming_uniform_(a=sqrt(5))} comes to.
   *
   * @param fanIn inputs of one output: features of a linear layer, channels × kernel of a
   *     convolution
   */
  public NDArray linear(NDManager manager, String name, Shape shape, int fanIn) {
    return uniform(manager, name, shape, 1 / Math.sqrt(fanIn));
  }

  /** Weights or biases of a recurrent layer: uniform in ±1/sqrt(hidden). */
  public NDArray recurrent(NDManager manager, String name, Shape shape, int hidden) {
    return uniform(manager, name, shape, 1 / Math.sqrt(hidden));
  }

  /** Values uniform in [-bound, bound). */
  public NDArray uniform(NDManager manager, String name, Shape shape, double bound) {
    NDArray array = manager.create(shape, DataType.FLOAT32);
    fillUniform(array, name, bound);
    return array;
  }

  /** Overwrites {@code array} with values uniform in [-bound, bound). */
  public void fillUniform(NDArray array, String name, double bound) {
    if (!TensorMemory.mappable(array)) {
      try (NDManager inMainMemory = array.getManager().newSubManager(Device.cpu())) {
        uniform(inMainMemory, name, array.getShape(), bound).copyTo(array);
      }
      return;
    }
    CounterRandom random = CounterRandom.of(seed, "initial/" + name);
    FloatBuffer into = TensorMemory.view(array);
    float[] block = new float[BLOCK];
    for (int from = 0; from < into.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, into.limit() - from);
      for (int i = 0; i < length; i++) {
        block[i] = (float) ((2 * random.uniform(from + i) - 1) * bound);
      }
      into.put(from, block, 0, length);
    }
  }
}
