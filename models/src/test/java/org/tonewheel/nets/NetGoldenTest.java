package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/** Against PyTorch; {@code src/test/python/make_net_goldens.py} makes the golden file. */
class NetGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 6;
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

  static Stream<Arguments> trainings() {
    return Stream.of("net1", "net2", "net3", "net4", "net5", "house-cnn")
        .flatMap(net -> Arrays.stream(OptimizerRule.values()).map(rule -> arguments(net, rule)));
  }

  /** Losses, norms and at the end logits in evaluation, so running statistics too. */
  @ParameterizedTest
  @MethodSource("trainings")
  void net_trainsAsPyTorchOverFiftySteps(String name, OptimizerRule rule) throws IOException {
    // the paper's Net4 is Net3 under another name
    JsonNode golden =
        goldens().path("nets").path(name.equals("net4") ? "net3" : name).path(rule.toString());
    double rate = golden.path("rate").asDouble();
    double clipNorm = golden.path("clipNorm").asDouble();
    NetSettings settings =
        new NetSettings(
            name,
            rule.toString(),
            rate,
            Schedule.CONSTANT,
            BATCH,
            1,
            1,
            Keep.LAST,
            16,
            2,
            0,
            clipNorm,
            1);
    Shape row = new Shape(JSON.convertValue(golden.path("shape"), long[].class));
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, row, CLASSES, settings);
        Optimizer optimizer = rule.over(net.parameters())) {
      List<String> names = net.parameters().entries().stream().map(Parameters.Entry::name).toList();
      assertThat(golden.path("parameters"))
          .extracting(JsonNode::asText)
          .containsExactlyElementsOf(names);
      setWeights(net.parameters());
      for (int step = 0; step < 50; step++) {
        try (GradientScope scope = GradientScope.recording(manager)) {
          NDArray logits = net.forwardTraining(rows(scope.manager(), row, step), step);
          NDArray loss = CrossEntropy.mean(logits, targets(scope.manager(), step));
          scope.backward(loss);
          double norm = optimizer.step(rate, clipNorm);
          assertNear(loss.getFloat(), golden.path("losses").path(step), "loss of step " + step);
          assertNear(norm, golden.path("norms").path(step), "norm of step " + step);
        }
      }
      try (GradientScope scope = GradientScope.inference(manager)) {
        float[] logits = net.forward(rows(scope.manager(), row, 50)).toFloatArray();
        assertThat(golden.path("logits")).hasSize(logits.length);
        for (int i = 0; i < logits.length; i++) {
          assertThat((double) logits[i])
              .as("logit %d in evaluation", i)
              .isCloseTo(golden.path("logits").path(i).asDouble(), offset(1e-3));
        }
      }
    }
  }

  private static void assertNear(double value, JsonNode golden, String what) {
    assertThat(value).as(what).isCloseTo(golden.asDouble(), offset(1e-3 * golden.asDouble()));
  }

  private static NDArray rows(NDManager manager, Shape row, int step) {
    float[] rows = new float[Math.toIntExact(BATCH * row.size())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (Math.cos(0.3 * i + 0.1 * (step % 5)) + Math.sin(0.0071 * i * i));
    }
    return manager.create(rows, new Shape(BATCH).addAll(row));
  }

  private static NDArray targets(NDManager manager, int step) {
    float[] targets = new float[BATCH * CLASSES];
    for (int b = 0; b < BATCH; b++) {
      targets[b * CLASSES + (b % 2 == 1 ? b + step : b) % CLASSES] = 1;
    }
    return manager.create(targets, new Shape(BATCH, CLASSES));
  }

  /** Running statistics stay at 0 and 1, scales of a normalisation lie around 1. */
  private static void setWeights(Parameters parameters) {
    FloatBuffer all = FloatBuffer.wrap(parameters.values());
    int index = 0;
    for (Parameters.Entry entry : parameters.entries()) {
      Shape shape = entry.array().getShape();
      double centre = entry.name().matches("bn.*\\.weight") ? 1 : 0;
      double height = 1 / Math.sqrt((double) shape.slice(1).size());
      if (shape.dimension() == 1) {
        height = 0.1;
      } else if (entry.name().startsWith("lstm")) {
        height = 0.25;
      }
      for (int i = 0; i < shape.size(); i++) {
        float before = all.get(all.position());
        float value = (float) (centre + height * Math.sin(0.7 * i + index));
        all.put(entry.trained() ? value : before);
      }
      index++;
    }
    parameters.setValues(all.array());
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
      return JSON.readTree(in);
    }
  }
}
