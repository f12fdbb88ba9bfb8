package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.TorchEngine;

/** The golden file is written by {@code src/test/python/make_ffn_goldens.py}. */
class FeedForwardParityTest {
  private static final int[] WIDTHS = {12, 16, 8, 4};
  private static final int CLASSES = 4;
  private static final int ROWS = 200;
  private static final int BATCH = 32;
  private static final double RATE = 1e-2;

  private final NDManager manager = TorchEngine.newManager();
  private FeedForwardNet net;

  @BeforeEach
  void makeNet() {
    net = new FeedForwardNet(manager, WIDTHS, BATCH, 0);
    fillByFormula(net);
  }

  @AfterEach
  void free() {
    net.close();
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "adam, 0, 0, CONSTANT",
    "decay, 0.05, 0, CONSTANT",
    "smoothing, 0, 0.1, CONSTANT",
    "cosine, 0, 0, COSINE",
    "one-cycle, 0, 0, ONE_CYCLE",
    "together, 0.05, 0.1, ONE_CYCLE"
  })
  void losses_andLogitsAfterwards_equalPyTorchs(
      String name, double decay, double smoothing, RateSchedule schedule) throws IOException {
    JsonNode golden = golden().get(name);
    CrossEntropy loss = new CrossEntropy(classWeights(), smoothing);
    DecoupledAdam adam = new DecoupledAdam(net.parameters(), decay);
    int steps = golden.get("losses").size();
    for (int step = 0; step < steps; step++) {
      assertThat(backward(loss, step))
          .as("loss before step %d", step)
          .isCloseTo(golden.get("losses").get(step).doubleValue(), withinPercentage(0.1));
      adam.step(schedule.rate(RATE, step, steps), schedule.momentum(step, steps));
      net.valuesChanged();
    }
    FeedForwardWeights weights = net.weights();
    for (int row = 0; row < golden.get("logits").size(); row++) {
      float[] logits = weights.logits(row(row));
      for (int i = 0; i < CLASSES; i++) {
        assertThat((double) logits[i])
            .isCloseTo(golden.get("logits").get(row).get(i).doubleValue(), within(2e-3));
      }
    }
  }

  @Test
  void gradients_equalPyTorchs() throws IOException {
    JsonNode golden = golden().get("smoothing").get("gradients");
    backward(new CrossEntropy(classWeights(), 0.1), 0);
    List<Parameter> parameters = net.parameters();
    assertThat(golden).hasSameSizeAs(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      float[] gradient = parameters.get(i).gradient();
      assertThat(golden.get(i)).hasSize(gradient.length);
      for (int k = 0; k < gradient.length; k++) {
        double expected = golden.get(i).get(k).doubleValue();
        assertThat((double) gradient[k])
            .as("%s, value %d", parameters.get(i).name(), k)
            .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
      }
    }
  }

  /** Forward and backward on the batch of one step; the loss. */
  private double backward(CrossEntropy loss, int step) {
    int[] labels = new int[BATCH];
    float[] weights = new float[BATCH];
    Arrays.fill(weights, 1);
    for (int i = 0; i < BATCH; i++) {
      int row = (step * BATCH + i) % ROWS;
      net.input(i, row(row));
      labels[i] = label(row);
    }
    float[][] logits = net.forward(BATCH, new DropoutMasks(0), 0);
    double value = loss.ofBatch(logits, labels, weights, BATCH);
    net.backward(BATCH, logits);
    return value;
  }

  /** The script's formula, tensor by tensor; the batch normalisations keep their start. */
  private static void fillByFormula(FeedForwardNet net) {
    int number = 0;
    int inputs = 0;
    for (Parameter parameter : net.parameters()) {
      if (parameter.name().startsWith("norm")) {
        continue;
      }
      if (parameter.name().endsWith("weight")) {
        inputs = WIDTHS[number / 2];
      }
      double bound = 1 / Math.sqrt(inputs);
      for (int k = 0; k < parameter.values().length; k++) {
        parameter.values()[k] = (float) (bound * Math.sin(1.7 * (number + 1) + 12.9898 * k));
      }
      number++;
    }
    net.valuesChanged();
  }

  private static int label(int row) {
    return (row * row / 3) % CLASSES;
  }

  private static float[] row(int row) {
    float[] values = new float[WIDTHS[0]];
    for (int column = 0; column < values.length; column++) {
      double centre = column % CLASSES == label(row) ? 1 : 0;
      values[column] = (float) (Math.sin(0.37 * row + 1.3 * column) + centre);
    }
    return values;
  }

  private static float[] classWeights() {
    float[] weights = new float[CLASSES];
    for (int row = 0; row < ROWS; row++) {
      weights[label(row)]++;
    }
    for (int label = 0; label < CLASSES; label++) {
      weights[label] = (float) (ROWS / (double) (CLASSES * Math.max(weights[label], 1)));
    }
    return weights;
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        FeedForwardParityTest.class.getResourceAsStream("/FeedForwardParityTest/torch.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
