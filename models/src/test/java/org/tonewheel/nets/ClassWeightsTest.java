package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * Against scikit-learn's weights and PyTorch's {@code CrossEntropyLoss(weight=...)}; {@code
 * src/test/python/make_class_weight_goldens.py} makes the golden file.
 */
class ClassWeightsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private LabelledRows data;

  @BeforeEach
  void writeRows() throws IOException {
    data = SyntheticRows.write(folder.resolve("rows.f32"), 90, 1);
  }

  /** Two rows in three of class 0 train no more. */
  private LabelledRows uneven() {
    int[] train =
        Arrays.stream(data.trainRows())
            .filter(row -> data.labels()[row] != 0 || row % 3 == 0)
            .toArray();
    return new LabelledRows(
        data.set(), data.labels(), train, data.validationRows(), data.shape(), data.classes());
  }

  private static LabelledRows weighted(LabelledRows rows, float... weights) {
    return new LabelledRows(
        rows.set(),
        rows.labels(),
        rows.trainRows(),
        rows.validationRows(),
        rows.shape(),
        rows.classes(),
        rows.scalerRows(),
        weights);
  }

  @Test
  void balancedWeights_equalScikitLearns_andSeeTheTrainingSideAlone() throws IOException {
    JsonNode golden = golden();
    int[] labels = JSON.convertValue(golden.get("labels"), int[].class);
    int[] all = IntStream.range(0, labels.length).toArray();
    // a validation side of the rarest class, which must not weigh
    int[] more = Arrays.copyOf(labels, labels.length + 2);
    Arrays.fill(more, labels.length, more.length, 2);
    LabelledRows rows =
        new LabelledRows(
                new Zeros(more.length, 2),
                more,
                all,
                new int[] {labels.length, labels.length + 1},
                RowShape.frames(1, 2),
                4)
            .balanced();
    assertThat(rows.classWeights())
        .containsExactly(JSON.convertValue(golden.get("weights"), float[].class), within(1e-6f));
  }

  @Test
  void weightedLossAndGradient_equalPyTorchs() throws IOException {
    JsonNode golden = golden();
    int[] labels = JSON.convertValue(golden.get("labels"), int[].class);
    float[] weights = JSON.convertValue(golden.get("weights"), float[].class);
    float[][] logits = JSON.convertValue(golden.get("logits"), float[][].class);
    float[][] gradient = JSON.convertValue(golden.get("gradient"), float[][].class);
    int[] all = IntStream.range(0, labels.length).toArray();
    LabelledRows rows =
        weighted(
            new LabelledRows(
                new Zeros(labels.length, 2), labels, all, all, RowShape.frames(1, 2), 4),
            weights);
    Batches batches =
        new Batches(
            rows.set(), Scaler.fit(rows.set(), all, rows.shape()), rows.shape(), 4, all.length);
    try (NDManager manager = TorchEngine.newManager();
        GradientScope scope = GradientScope.recording(manager)) {
      NDArray values = scope.manager().create(flat(logits), new Shape(labels.length, 4));
      values.setRequiresGradient(true);
      NDArray loss =
          CrossEntropy.mean(values, batches.targets(scope.manager(), rows, all, 0, all.length));
      assertThat((double) loss.getFloat()).isCloseTo(golden.get("loss").asDouble(), within(1e-6));
      scope.backward(loss);
      assertThat(values.getGradient().toFloatArray())
          .containsExactly(flat(gradient), within(1e-6f));
    }
  }

  @Test
  void weightsOfOne_changeNotABit() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 4, 7);
    Trainings plain = new Trainings(folder, data);
    Trainings ones = new Trainings(folder, weighted(data, 1, 1, 1));
    try (TrainedNet one = plain.train(settings, "plain");
        TrainedNet other = ones.train(settings, "ones")) {
      plain.assertEqual(one, other);
    }
    assertThat(ones.history("ones")).isEqualTo(plain.history("plain"));
  }

  @Test
  void lossesOfTrainingAndValidation_areWeightedAlike() throws IOException {
    LabelledRows rows = uneven().balanced();
    assertThat(rows.classWeights()[0]).isGreaterThan(rows.classWeights()[1]);
    List<EpochReport> reports = new ArrayList<>();
    NetSettings settings = Trainings.settings("adam", 0.01, 1, 7);
    try (TrainedNet net = new Trainings(folder, rows).train(settings, "net", reports)) {
      float[][] probabilities = net.probabilities(rows.set(), rows.validationRows());
      double loss = 0;
      double weight = 0;
      for (int i = 0; i < probabilities.length; i++) {
        int label = rows.labels()[rows.validationRows()[i]];
        loss -= rows.classWeights()[label] * Math.log(probabilities[i][label]);
        weight += rows.classWeights()[label];
      }
      assertThat(reports.get(0).validationLoss()).isCloseTo(loss / weight, within(1e-5));
    }
    // before the first step every class is about as likely: a mean, whatever the weights
    assertThat(reports.get(0).trainLoss()).isBetween(0.5, 1.5);
  }

  @Test
  void rowsWeightedOtherwise_areAnotherTraining() throws IOException {
    LabelledRows rows = uneven();
    assertThat(rows.balanced().fingerprint()).isNotEqualTo(rows.fingerprint());
    NetSettings settings = Trainings.settings("adam", 0.01, 3, 7);
    Trainings balanced = new Trainings(folder, rows.balanced());
    try (TrainedNet one = new Trainings(folder, rows).train(settings, "plain");
        TrainedNet other = balanced.train(settings, "balanced")) {
      assertThat(other.values()).isNotEqualTo(one.values());
    }
    assertThat(Files.readString(folder.resolve("balanced/model.json"))).contains("classWeights");
    assertThat(Files.readString(folder.resolve("plain/model.json"))).doesNotContain("classWeights");
  }

  @Test
  void stoppedWeightedTraining_endsAsAnUndisturbedOne() throws IOException {
    Trainings trainings = new Trainings(folder, uneven().balanced());
    NetSettings settings = Trainings.settings("adam", 0.01, 3, 7);
    trainings.stop(settings, "stopped", 5);
    try (TrainedNet whole = trainings.train(settings, "whole");
        TrainedNet stopped = trainings.train(settings, "stopped")) {
      trainings.assertEqual(whole, stopped);
    }
  }

  @Test
  void weightsThatAreNone_areAnError() {
    assertThatThrownBy(() -> weighted(data, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 weights for 3 classes");
    assertThatThrownBy(() -> weighted(data, 1, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be above 0");
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        ClassWeightsTest.class.getResourceAsStream("/ClassWeightsTest/goldens.json")) {
      return JSON.readTree(in);
    }
  }

  /** Rows that nobody learns from. */
  private record Zeros(long rows, int rowFloats) implements Rows {
    @Override
    public void read(long row, float[] into) {
      Arrays.fill(into, 0, rowFloats, 0);
    }
  }
}
