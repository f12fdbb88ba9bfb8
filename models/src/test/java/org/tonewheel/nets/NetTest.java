package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.TorchEngine;

class NetTest {
  private static final Shape ROW = new Shape(16, 33);

  @Test
  void net5_hasThePapersShapes() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, ROW, 10, NetSettings.net5(1))) {
      // 4 × 128 gates: (33 + 128 + 2) and (128 + 128 + 2) weights each; 129 a class
      assertThat(net.parameters().size()).isEqualTo(512 * (163 + 258) + 1290);
      assertThat(net.parameters().get("classifier.weight").getShape())
          .isEqualTo(new Shape(10, 128));
    }
  }

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
      NDArray batch =
          new Initialisers(2).uniform(scope.manager(), "batch", new Shape(4).addAll(ROW), 1);
      float[] first = net.forwardTraining(batch, 0).toFloatArray();
      assertThat(net.forwardTraining(batch, 1).toFloatArray()).isNotEqualTo(first);
      assertThat(net.forwardTraining(batch, 0).toFloatArray()).isEqualTo(first);
      assertThat(net.forward(batch).toFloatArray())
          .isEqualTo(net.forward(batch).toFloatArray())
          .isNotEqualTo(first);
    }
  }

  @Test
  void steps_leaveNoTensorsBehind() {
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, ROW, 10, NetSettings.net5(1));
        Optimizer optimizer = OptimizerRule.ADAM.over(net.parameters())) {
      NDManager owner = net.parameters().get("classifier.bias").getManager();
      step(manager, net, optimizer);
      int managed = manager.getManagedArrays().size();
      int owned = owner.getManagedArrays().size();
      for (int i = 0; i < 5; i++) {
        step(manager, net, optimizer);
      }
      assertThat(manager.getManagedArrays()).hasSize(managed);
      assertThat(owner.getManagedArrays()).hasSize(owned);
    }
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

  private static NetSettings settings(String net, String optimizer, double dropout) {
    return new NetSettings(
        net, optimizer, 1e-3, Schedule.CONSTANT, 32, 1, 7, Keep.BEST, 128, 2, dropout, 0, 1);
  }

  private static void step(NDManager manager, Net net, Optimizer optimizer) {
    try (GradientScope scope = GradientScope.recording(manager)) {
      NDArray batch =
          new Initialisers(2).uniform(scope.manager(), "batch", new Shape(4).addAll(ROW), 1);
      scope.backward(net.forwardTraining(batch, optimizer.steps()).square().mean());
      optimizer.step(1e-3);
    }
  }
}
