package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.TorchEngine;

class NetTest {
  private static final Shape ROW = new Shape(16, 33);
  private static final Shape MEL_FRAMES = new Shape(18, 16);
  private static final Shape PICTURE = new Shape(3, 8, 8);

  @Test
  void initialWeights_areWithinPyTorchsBounds() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, ROW, 10, NetSettings.net5(1))) {
      float bound = (float) (1 / Math.sqrt(128));
      float largest = 0;
      for (float value : net.parameters().values()) {
        assertThat(value).isBetween(-bound, bound);
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isGreaterThan(0.999f * bound);
    }
  }

  @Test
  void dropout_isOfTrainingAlone() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, ROW, 10, NetSettings.net5(1));
        GradientScope scope = GradientScope.inference(manager)) {
      NDArray batch = batch(scope.manager(), ROW);
      float[] first = net.forwardTraining(batch, 0).toFloatArray();
      assertThat(net.forwardTraining(batch, 1).toFloatArray()).isNotEqualTo(first);
      assertThat(net.forwardTraining(batch, 0).toFloatArray()).isEqualTo(first);
      assertThat(net.forward(batch).toFloatArray())
          .isEqualTo(net.forward(batch).toFloatArray())
          .isNotEqualTo(first);
    }
  }

  @Test
  void initialWeights_ofConvolutionsAndNormalisationsArePyTorchs() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, PICTURE, 10, settings("net3", "adam", 0))) {
      float bound = (float) (1 / Math.sqrt(32 * 9));
      assertThat(net.parameters().get("conv2.weight").abs().max().getFloat())
          .isBetween(0.99f * bound, bound);
      assertThat(net.parameters().get("bn2.weight").toFloatArray()).containsOnly(1);
      assertThat(net.parameters().get("bn2.bias").toFloatArray()).containsOnly(0);
      assertThat(net.parameters().get("bn2.running_mean").toFloatArray()).containsOnly(0);
      assertThat(net.parameters().get("bn2.running_var").toFloatArray()).containsOnly(1);
    }
  }

  @Test
  void initialWeights_ofANetAreThoseOfItsSeed() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, ROW, 10, NetSettings.net5(1));
        Net same = new Net(manager, ROW, 10, NetSettings.net5(1));
        Net other = new Net(manager, ROW, 10, NetSettings.net5(2))) {
      assertThat(net.parameters().values())
          .isEqualTo(same.parameters().values())
          .isNotEqualTo(other.parameters().values());
    }
  }

  @Test
  void runningStatistics_moveInTrainingAlone() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, PICTURE, 10, settings("net3", "adam", 0));
        GradientScope scope = GradientScope.inference(manager)) {
      NDArray batch = batch(scope.manager(), PICTURE);
      net.forward(batch);
      assertThat(net.parameters().get("bn1.running_mean").toFloatArray()).containsOnly(0);
      net.forwardTraining(batch, 0);
      assertThat(net.parameters().get("bn1.running_mean").toFloatArray()).doesNotContain(0);
    }
  }

  static Stream<Arguments> nets() {
    return NetCatalog.names().stream()
        .map(
            name ->
                arguments(
                    name,
                    name.equals("house-cnn") || name.matches("net[56]") ? MEL_FRAMES : PICTURE));
  }

  @ParameterizedTest
  @MethodSource("nets")
  void steps_leaveNoTensorsBehind(String name, Shape row) {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, row, 10, settings(name, "adam", 0.3));
        Optimizer optimizer = OptimizerRule.ADAM.over(net.parameters())) {
      NDManager owner = net.parameters().get("classifier.bias").getManager();
      step(manager, net, row, optimizer);
      int managed = manager.getManagedArrays().size();
      int owned = owner.getManagedArrays().size();
      for (int i = 0; i < 5; i++) {
        step(manager, net, row, optimizer);
      }
      assertThat(manager.getManagedArrays()).hasSize(managed);
      assertThat(owner.getManagedArrays()).hasSize(owned);
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void forward_freesWhatLiesBetweenBatchAndLogits(String name, Shape row) {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, row, 10, settings(name, "adam", 0.3))) {
      try (GradientScope scope = GradientScope.recording(manager)) {
        NDArray batch = batch(scope.manager(), row);
        NDArray logits = net.forwardTraining(batch, 0);
        assertThat(scope.manager().getManagedArrays()).containsExactlyInAnyOrder(batch, logits);
      }
      try (GradientScope scope = GradientScope.inference(manager)) {
        NDArray batch = batch(scope.manager(), row);
        NDArray logits = net.forward(batch);
        assertThat(scope.manager().getManagedArrays()).containsExactlyInAnyOrder(batch, logits);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void training_isBitEqualWhenDoneAgain(String name, Shape row) {
    List<float[]> results = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      try (NDManager manager = TorchEngine.newManager();
          Net net = new Net(manager, row, 10, settings(name, "adam", 0.3));
          Optimizer optimizer = OptimizerRule.ADAM.over(net.parameters())) {
        float[] before = net.parameters().values();
        for (int i = 0; i < 3; i++) {
          step(manager, net, row, optimizer);
        }
        results.add(net.parameters().values());
        assertThat(results.get(time)).isNotEqualTo(before);
      }
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
  }

  @Test
  void unknownNames_areErrorsThatSayWhatThereIs() {
    assertThatThrownBy(() -> settings("net9", "adam", 0.3))
        .hasMessageContaining("net9")
        .hasMessageContaining("net5");
    assertThatThrownBy(() -> settings("net5", "sgd", 0.3))
        .hasMessageContaining("sgd")
        .hasMessageContaining("rmsprop");
    assertThatThrownBy(() -> settings("net5", "adam", 1)).hasMessageContaining("dropout is 1.0");
  }

  @Test
  void courseOfATraining_leavesOutEpochsAlone() {
    NetSettings settings = NetSettings.net5(1);
    assertThat(settings.augmented(Augmentation.MEL).course()).isNotEqualTo(settings.course());
    assertThat(settings("net5", "adam", 0.2).course())
        .isNotEqualTo(settings("net5", "adam", 0.3).course());
  }

  private static NetSettings settings(String net, String optimizer, double dropout) {
    return new NetSettings(
        net, optimizer, 1e-3, Schedule.CONSTANT, 32, 1, 7, Keep.BEST, 128, 2, dropout, 0, 1);
  }

  private static void step(NDManager manager, Net net, Shape row, Optimizer optimizer) {
    try (GradientScope scope = GradientScope.recording(manager)) {
      NDArray logits = net.forwardTraining(batch(scope.manager(), row), optimizer.steps());
      scope.backward(logits.square().mean());
      optimizer.step(1e-3);
    }
  }

  private static NDArray batch(NDManager manager, Shape row) {
    return new Initialisers(2).uniform(manager, "batch", new Shape(4).addAll(row), 1);
  }
}
