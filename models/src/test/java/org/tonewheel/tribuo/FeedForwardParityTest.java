package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.Adam;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TensorMemory;
import org.tonewheel.nets.engine.TorchEngine;

/** The golden file is written by {@code src/test/python/make_ffn_goldens.py}. */
class FeedForwardParityTest {
  private static final int[] WIDTHS = {12, 16, 8, 4};
  private static final int CLASSES = 4;
  private static final int ROWS = 200;
  private static final int BATCH = 32;

  @Test
  void losses_andLogitsAfterwards_equalPyTorchs() throws IOException {
    JsonNode golden = golden();
    double[] classWeights = classWeights();
    try (NDManager manager = TorchEngine.newManager();
        FeedForwardNet net = new FeedForwardNet(manager, WIDTHS, 0);
        Adam adam = new Adam(net.parameters())) {
      net.parameters().setValues(formulaWeights(net.parameters()));
      for (int step = 0; step < golden.get("losses").size(); step++) {
        float[] values = new float[BATCH * WIDTHS[0]];
        float[] targets = new float[BATCH * CLASSES];
        for (int i = 0; i < BATCH; i++) {
          int row = (step * BATCH + i) % ROWS;
          System.arraycopy(row(row), 0, values, i * WIDTHS[0], WIDTHS[0]);
          targets[i * CLASSES + label(row)] = (float) classWeights[label(row)];
        }
        try (GradientScope scope = GradientScope.recording(manager)) {
          NDArray batch = scope.manager().create(values, new Shape(BATCH, WIDTHS[0]));
          NDArray target = scope.manager().create(targets, new Shape(BATCH, CLASSES));
          NDArray loss = FeedForwardNet.loss(net.forward(batch, new DropoutMasks(0), 0), target);
          scope.backward(loss);
          adam.step(1e-2);
          assertThat((double) TensorMemory.read(loss)[0])
              .as("loss before step %d", step)
              .isCloseTo(golden.get("losses").get(step).doubleValue(), withinPercentage(0.1));
        }
      }
      for (int row = 0; row < golden.get("logits").size(); row++) {
        float[] logits = net.weights().logits(row(row));
        for (int i = 0; i < CLASSES; i++) {
          assertThat((double) logits[i])
              .isCloseTo(golden.get("logits").get(row).get(i).doubleValue(), within(2e-3));
        }
      }
    }
  }

  /** The script's formula, tensor by tensor; the batch normalisations keep their start. */
  private static float[] formulaWeights(Parameters parameters) {
    float[] all = parameters.values();
    int at = 0;
    int number = 0;
    double bound = 0;
    for (Parameters.Entry entry : parameters.entries()) {
      int size = Math.toIntExact(entry.array().getShape().size());
      if (!entry.name().startsWith("norm")) {
        if (entry.name().endsWith("weight")) {
          bound = 1 / Math.sqrt((double) entry.array().getShape().get(1));
        }
        for (int k = 0; k < size; k++) {
          all[at + k] = (float) (bound * Math.sin(1.7 * (number + 1) + 12.9898 * k));
        }
        number++;
      }
      at += size;
    }
    return all;
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

  private static double[] classWeights() {
    double[] weights = new double[CLASSES];
    for (int row = 0; row < ROWS; row++) {
      weights[label(row)]++;
    }
    return Arrays.stream(weights).map(count -> ROWS / (CLASSES * count)).toArray();
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        FeedForwardParityTest.class.getResourceAsStream("/FeedForwardParityTest/torch.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
