package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/** Against PyTorch; {@code src/test/python/make_net_goldens.py} makes the golden file. */
class NetGoldenTest {
  private static final int BATCH = 6;
  private static final int FRAMES = 8;
  private static final int FEATURES = 5;
  private static final int CLASSES = 4;

  @ParameterizedTest
  @EnumSource
  void optimizer_equalsPyTorchOnAGradientSequence(OptimizerRule rule) throws IOException {
    JsonNode golden = goldens().path("optimizers").path(rule.toString());
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = new Parameters(manager)) {
      NDArray x = parameters.add("x", manager.create(start()));
      try (Optimizer optimizer = rule.over(parameters)) {
        int compared = 0;
        for (int step = 1; step <= 50; step++) {
          try (GradientScope scope = GradientScope.recording(manager)) {
            scope.backward(scope.manager().create(gradient(step)).mul(x).sum());
            optimizer.step(0.01);
          }
          JsonNode expected = golden.path(String.valueOf(step));
          float[] values = parameters.values();
          for (int i = 0; i < expected.size(); i++) {
            assertThat((double) values[i])
                .as("value %d after step %d", i, step)
                .isCloseTo(expected.get(i).asDouble(), offset(1e-6));
            compared++;
          }
        }
        assertThat(compared).isEqualTo(4 * 35);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void net5_losesAsPyTorchOverFiftySteps(OptimizerRule rule) throws IOException {
    JsonNode golden = goldens().path("net5").path(rule.toString());
    NetSettings settings =
        new NetSettings(
            "net5",
            rule.toString(),
            0.01,
            Schedule.CONSTANT,
            BATCH,
            1,
            1,
            Keep.BEST,
            16,
            2,
            0,
            0,
            1);
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, new Shape(FRAMES, FEATURES), CLASSES, settings);
        Optimizer optimizer = rule.over(net.parameters())) {
      List<String> names = net.parameters().entries().stream().map(Parameters.Entry::name).toList();
      assertThat(golden.path("parameters"))
          .extracting(JsonNode::asText)
          .containsExactlyElementsOf(names);
      net.parameters().setValues(weights(net.parameters()));
      for (int step = 0; step < 50; step++) {
        double expected = golden.path("losses").path(step).asDouble();
        assertThat(step(manager, net, optimizer, step))
            .as("loss of step %d", step)
            .isCloseTo(expected, offset(1e-3 * expected));
      }
    }
  }

  private static double step(NDManager manager, Net net, Optimizer optimizer, int step) {
    try (GradientScope scope = GradientScope.recording(manager)) {
      float[] rows = new float[BATCH * FRAMES * FEATURES];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) Math.cos(0.3 * i + 0.1 * (step % 5));
      }
      float[] targets = new float[BATCH * CLASSES];
      for (int b = 0; b < BATCH; b++) {
        targets[b * CLASSES + (b % 2 == 1 ? b + step : b) % CLASSES] = 1;
      }
      Shape shape = new Shape(BATCH, FRAMES, FEATURES);
      NDArray logits = net.forwardTraining(scope.manager().create(rows, shape), step);
      NDArray loss =
          CrossEntropy.mean(logits, scope.manager().create(targets, new Shape(BATCH, CLASSES)));
      scope.backward(loss);
      optimizer.step(0.01);
      return loss.getFloat();
    }
  }

  private static float[] weights(Parameters parameters) {
    float[] values = new float[(int) parameters.size()];
    int at = 0;
    int index = 0;
    for (Parameters.Entry entry : parameters.entries()) {
      for (int i = 0; i < entry.array().getShape().size(); i++) {
        values[at++] = (float) (0.25 * Math.sin(0.7 * i + index));
      }
      index++;
    }
    return values;
  }

  private static float[] start() {
    float[] values = new float[35];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.cos(i);
    }
    return values;
  }

  private static float[] gradient(int step) {
    float[] values = new float[35];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          i % 7 == 6 ? 0 : (float) (Math.sin(7.0 * i + 3.0 * step) * Math.pow(10, -2.0 * (i % 5)));
    }
    return values;
  }

  private static JsonNode goldens() throws IOException {
    try (InputStream in = NetGoldenTest.class.getResourceAsStream("/NetGoldenTest/goldens.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
