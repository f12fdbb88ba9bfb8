package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/** Against PyTorch; {@code src/test/python/make_gan_goldens.py} makes the golden file. */
class GanGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 6;
  private static final int CLASSES = 3;
  private static final int NOISE = 4;

  /** Losses and scores step by step, and what the generator makes at the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense",
        "dense least squares",
        "dense spectral",
        "convolutional",
        "convolutional spectral"
      })
  void nets_trainAsPyTorchOverFiftySteps(String name) throws IOException {
    JsonNode golden = goldens().path("cases").path(name);
    GanSettings settings = settings(golden);
    int[] shape = JSON.convertValue(golden.path("shape"), int[].class);
    RowShape row = RowShape.frames(shape[0], shape[1]);
    try (NDManager manager = TorchEngine.newManager();
        GanTensors tensors = GanTensors.first(manager, row, CLASSES, settings)) {
      setWeights(tensors.generator().parameters(), golden.path("generatorParameters"));
      setWeights(tensors.discriminator().parameters(), golden.path("discriminatorParameters"));
      AdversarialStep adversarial = new AdversarialStep(settings, tensors);
      for (int step = 0; step < 50; step++) {
        try (GradientScope scope = GradientScope.recording(manager)) {
          StepFigures figures =
              adversarial.take(scope, batch(scope.manager(), row, step), "a test");
          assertNear(figures.generatorLoss(), golden.path("generator").path(step), step);
          assertNear(figures.discriminatorLoss(), golden.path("discriminator").path(step), step);
          assertNear(figures.realScore(), golden.path("real").path(step), step);
          assertNear(figures.fakeScore(), golden.path("fake").path(step), step);
        }
      }
      try (GradientScope scope = GradientScope.inference(manager)) {
        NDArray classes = classes(scope.manager(), b -> b % CLASSES);
        NDArray made = tensors.generator().forward(noise(scope.manager(), 50), classes, false);
        float[] values = made.toFloatArray();
        assertThat(golden.path("made")).hasSize(values.length);
        for (int i = 0; i < values.length; i++) {
          assertThat((double) values[i])
              .as("value %d of what is made", i)
              .isCloseTo(golden.path("made").path(i).asDouble(), offset(1e-4));
        }
      }
    }
  }

  private static void assertNear(double value, JsonNode golden, int step) {
    assertThat(golden.isNumber()).isTrue();
    assertThat(value)
        .as("step %d", step)
        .isCloseTo(golden.asDouble(), offset(1e-4 * Math.abs(golden.asDouble())));
  }

  private static GanSettings settings(JsonNode golden) {
    return new GanSettings(
        GanKind.valueOf(golden.path("kind").asText()),
        NOISE,
        GanOutput.valueOf(golden.path("output").asText()),
        GanLoss.valueOf(golden.path("loss").asText()),
        golden.path("optimizer").asText(),
        golden.path("rate").asDouble(),
        golden.path("discriminatorRate").asDouble(),
        golden.path("beta1").asDouble(),
        BATCH,
        1,
        golden.path("labelSmoothing").asDouble(),
        golden.path("spectralNorm").asBoolean(),
        0,
        1);
  }

  private static AdversarialStep.Batch batch(NDManager manager, RowShape row, int step) {
    return new AdversarialStep.Batch(
        rows(manager, row.floats(), step),
        classes(manager, b -> (b + step) % CLASSES),
        noise(manager, step),
        classes(manager, b -> (2 * b + step) % CLASSES));
  }

  private static NDArray rows(NDManager manager, int floats, int step) {
    float[] rows = new float[BATCH * floats];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Math.tanh(Math.cos(0.3 * i + 0.1 * (step % 5)) + Math.sin(0.0071 * i * i));
    }
    return manager.create(rows, new Shape(BATCH, floats));
  }

  private static NDArray noise(NDManager manager, int step) {
    float[] noise = new float[BATCH * NOISE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (1.3 * Math.sin(1.7 * i * i + 0.9 * step));
    }
    return manager.create(noise, new Shape(BATCH, NOISE));
  }

  private static NDArray classes(NDManager manager, IntUnaryOperator classOf) {
    float[] classes = new float[BATCH * CLASSES];
    for (int b = 0; b < BATCH; b++) {
      classes[b * CLASSES + classOf.applyAsInt(b)] = 1;
    }
    return manager.create(classes, new Shape(BATCH, CLASSES));
  }

  private static void setWeights(Parameters parameters, JsonNode names) {
    assertThat(names)
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            parameters.entries().stream().map(Parameters.Entry::name).toList());
    FloatBuffer all = FloatBuffer.allocate(Math.toIntExact(parameters.size()));
    int index = 0;
    for (Parameters.Entry entry : parameters.entries()) {
      Shape shape = entry.array().getShape();
      double height = shape.dimension() == 1 ? 0.1 : 1 / Math.sqrt((double) shape.slice(1).size());
      for (int i = 0; i < shape.size(); i++) {
        all.put((float) (height * Math.sin(0.7 * i + index)));
      }
      index++;
    }
    parameters.setValues(all.array());
  }

  private static JsonNode goldens() throws IOException {
    try (InputStream in = GanGoldenTest.class.getResourceAsStream("/GanGoldenTest/goldens.json")) {
      return JSON.readTree(in);
    }
  }
}
