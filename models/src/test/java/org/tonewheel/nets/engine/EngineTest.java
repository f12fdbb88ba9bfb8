package org.tonewheel.nets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
  private static final Initialisers INITIALISERS = new Initialisers(5);

  @Test
  void version_isThePinnedOne() {
    assertThat(TorchEngine.version()).isEqualTo("PyTorch 2.7.1");
  }

  @ParameterizedTest
  @EnumSource
  void step_ofMappedMemoryEqualsArrayOperations(OptimizerRule rule) {
    try (NDManager manager = TorchEngine.newManager();
        Parameters mapped = parameters(manager);
        Parameters arrays = parameters(manager);
        Optimizer onMapped = rule.over(mapped);
        Optimizer onArrays = rule.over(arrays)) {
      onArrays.useArrayOperations();
      for (int step = 0; step < 20; step++) {
        backward(manager, mapped, step);
        onMapped.step(0.01, 0.5);
        backward(manager, arrays, step);
        onArrays.step(0.01, 0.5);
      }
      float[] expected = arrays.values();
      float[] actual = mapped.values();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], offset(2e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void step_afterReadOfWrittenState_isBitEqual(OptimizerRule rule) throws IOException {
    try (NDManager manager = TorchEngine.newManager();
        Parameters undisturbed = parameters(manager);
        Parameters resumed = parameters(manager);
        Optimizer first = rule.over(undisturbed);
        Optimizer second = rule.over(resumed)) {
      for (int step = 0; step < 3; step++) {
        backward(manager, undisturbed, step);
        first.step(0.01);
      }
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      undisturbed.write(Channels.newChannel(stored));
      first.write(Channels.newChannel(stored));
      var channel = Channels.newChannel(new ByteArrayInputStream(stored.toByteArray()));
      resumed.read(channel);
      second.read(channel);
      assertThat(second.steps()).isEqualTo(3);
      for (int step = 3; step < 6; step++) {
        backward(manager, undisturbed, step);
        first.step(0.01);
        backward(manager, resumed, step);
        second.step(0.01);
      }
      assertThat(resumed.values()).isEqualTo(undisturbed.values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void step_dropsTheGradient(OptimizerRule rule) {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager);
        Optimizer optimizer = rule.over(parameters)) {
      backward(manager, parameters, 1);
      float[] once = gradient(parameters);
      float[] before = parameters.values();
      optimizer.step(0.01);
      assertThat(parameters.values()).isNotEqualTo(before);
      parameters.setValues(before);
      backward(manager, parameters, 1);
      assertThat(gradient(parameters)).isEqualTo(once);
    }
  }

  private static float[] gradient(Parameters parameters) {
    try (NDArray gradient = parameters.get("weight").getGradient()) {
      return gradient.toFloatArray();
    }
  }

  @Test
  void step_returnsNormBeforeClipping() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = new Parameters(manager);
        Optimizer optimizer = new RmsProp(parameters)) {
      NDArray x = parameters.add("x", manager.create(new float[] {3, 4}));
      try (Optimizer ofBoth = new RmsProp(parameters);
          GradientScope step = GradientScope.recording(manager)) {
        NDArray loss = step.manager().create(0.5f).mul(x.square().sum());
        step.backward(loss);
        assertThat(ofBoth.step(0.1, 1)).isEqualTo(5);
      }
      assertThat(optimizer.steps()).isZero();
    }
  }

  @Test
  void initialisers_dependOnSeedAndNameAlone() {
    try (NDManager manager = TorchEngine.newManager()) {
      Shape shape = new Shape(40, 25);
      float[] once = INITIALISERS.linear(manager, "a", shape, 25).toFloatArray();
      INITIALISERS.linear(manager, "b", shape, 25);
      float[] again = INITIALISERS.linear(manager, "a", shape, 25).toFloatArray();
      float[] other = new Initialisers(6).linear(manager, "a", shape, 25).toFloatArray();
      assertThat(again).isEqualTo(once).isNotEqualTo(other);
      double square = 0;
      for (float value : once) {
        assertThat(value).isBetween(-0.2f, 0.2f);
        square += value * value;
      }
      // the variance of U(-b, b) is b^2 / 3
      assertThat(square / once.length).isBetween(0.012, 0.0147);
    }
  }

  @Test
  void dropoutMasks_keepTheirRateAndDependOnTheStep() {
    try (NDManager manager = TorchEngine.newManager()) {
      DropoutMasks masks = new DropoutMasks(3);
      masks.at(9);
      Shape shape = new Shape(100, 101);
      float[] ninth = masks.mask(manager, "between", shape, 0.3).toFloatArray();
      masks.at(10);
      float[] tenth = masks.mask(manager, "between", shape, 0.3).toFloatArray();
      masks.at(9);
      assertThat(masks.mask(manager, "between", shape, 0.3).toFloatArray())
          .isEqualTo(ninth)
          .isNotEqualTo(tenth);
      int zeros = 0;
      for (float value : ninth) {
        assertThat(value).isIn(0f, (float) (1 / 0.7));
        zeros += value == 0 ? 1 : 0;
      }
      assertThat(zeros / (double) ninth.length).isBetween(0.285, 0.315);
    }
  }

  @Test
  void dropoutMask_isTheSameOnTheHeap() {
    try (NDManager manager = TorchEngine.newManager()) {
      DropoutMasks masks = new DropoutMasks(3);
      masks.at(9);
      float[] onTheHeap = new float[3001];
      masks.fill(onTheHeap, "between", 3001, 0.3);
      assertThat(masks.mask(manager, "between", new Shape(3001), 0.3).toFloatArray())
          .isEqualTo(onTheHeap);
    }
  }

  @Test
  void permuted_isAPermutationOfItsKey() {
    int[] values = new int[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    int[] first = CounterRandom.of(1, "shuffle", 1).permuted(values);
    assertThat(first).containsExactlyInAnyOrder(values).isNotEqualTo(values);
    assertThat(CounterRandom.of(1, "shuffle", 1).permuted(values)).isEqualTo(first);
    assertThat(CounterRandom.of(1, "shuffle", 2).permuted(values)).isNotEqualTo(first);
  }

  @Test
  void gradients_ofTwoThreadsAtOnce_equalThoseOfOne() throws InterruptedException {
    List<float[]> results = new CopyOnWriteArrayList<>();
    Runnable training =
        () -> {
          try (NDManager manager = TorchEngine.newManager();
              Parameters parameters = parameters(manager);
              Optimizer optimizer = new Adam(parameters)) {
            for (int step = 0; step < 200; step++) {
              backward(manager, parameters, step);
              optimizer.step(0.01);
            }
            results.add(parameters.values());
          }
        };
    training.run();
    Thread one = new Thread(training);
    Thread two = new Thread(training);
    one.start();
    two.start();
    one.join();
    two.join();
    assertThat(results).hasSize(3);
    assertThat(results.get(1)).isEqualTo(results.get(0));
    assertThat(results.get(2)).isEqualTo(results.get(0));
  }

  /** More floats than two blocks, and not a multiple of one. */
  private static Parameters parameters(NDManager manager) {
    Parameters parameters = new Parameters(manager);
    parameters.add("weight", INITIALISERS.linear(manager, "weight", new Shape(50, 47), 47));
    parameters.add("bias", INITIALISERS.linear(manager, "bias", new Shape(50), 47));
    return parameters;
  }

  private static void backward(NDManager manager, Parameters parameters, int step) {
    try (GradientScope scope = GradientScope.recording(manager)) {
      NDArray x = INITIALISERS.uniform(scope.manager(), "batch" + step, new Shape(8, 47), 1);
      NDArray y = x.matMul(parameters.get("weight").transpose()).add(parameters.get("bias"));
      scope.backward(y.sub(1).square().mean());
    }
  }
}
