package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.transform.TransformedModel;

class TableModelTrainerTest {
  private static final TableRows TRAINING = Blobs.rows(150, 1);
  private static final TableRows VALIDATION = Blobs.rows(60, 2);
  private static final TableRows TEST = Blobs.rows(300, 3);

  @TempDir Path directory;

  private TableModel train(TableSettings settings) throws IOException {
    return train(settings, TRAINING);
  }

  private TableModel train(TableSettings settings, TableRows training) throws IOException {
    return new TableModelTrainer(settings, Blobs.DOMAIN)
        .train(training, VALIDATION, directory, report -> {}, () -> false);
  }

  private static TableSettings small(String model) {
    return new TableSettings(model, 0, 15, 16, List.of(16, 8), 0.1, 5, 40, false, 7);
  }

  @ParameterizedTest
  @CsvSource({"ffn, 0.65", "logistic, 0.75", "forest, 0.7", "boosting, 0.65", "knn, 0.7"})
  void everyModel_learnsWhatCanBeLearnt(String model, double accuracy) throws IOException {
    double[][] probabilities = train(small(model)).probabilities(TEST.values());

    assertThat(Blobs.accuracy(probabilities, TEST.labels())).isGreaterThan(accuracy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest", "boosting", "knn", "dummy"})
  void probabilities_addUpToOne(String model) throws IOException {
    for (double[] row : train(small(model)).probabilities(TEST.values())) {
      assertThat(row).hasSize(3);
      assertThat(DoubleStream.of(row).sum()).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest", "boosting", "knn", "dummy"})
  void savedModel_predictsTheSameBits(String model) throws IOException {
    double[][] trained = train(small(model)).probabilities(TEST.values());

    assertThat(TableModel.load(directory).probabilities(TEST.values())).isDeepEqualTo(trained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest", "boosting", "knn", "dummy"})
  void savedModel_hasTribuosProvenanceBesideIt(String model) throws IOException {
    train(small(model));

    JsonNode file = new ObjectMapper().readTree(directory.resolve("provenance.json").toFile());
    JsonNode provenance = file.path("provenance");
    assertThat(file.path("library").asText()).isEqualTo("Tribuo");
    assertThat(provenance.path("tribuo-version").asText()).startsWith("4.");
    assertThat(provenance.path("trainer").path("class-name").asText()).contains("Trainer");
    assertThat(provenance.path("dataset").path("num-examples").asInt()).isEqualTo(150);
    assertThat(Files.size(directory.resolve("provenance.json"))).isLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest", "boosting"})
  void sameSeed_trainsTheSameBits_anotherSeedDoesNot(String model) throws IOException {
    double[][] first = train(small(model)).probabilities(TEST.values());
    double[][] second = train(small(model)).probabilities(TEST.values());
    TableSettings other = new TableSettings(model, 0, 15, 16, List.of(16, 8), 0.1, 5, 40, false, 8);

    assertThat(second).isDeepEqualTo(first);
    assertThat(train(other).probabilities(TEST.values())).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic"})
  void unitsOfColumns_doNotMatter(String model) throws IOException {
    double[][] before = train(small(model)).probabilities(TEST.values());
    TableRows scaled = new TableRows(scaled(TRAINING.values()), TRAINING.labels());
    double[][] after =
        new TableModelTrainer(small(model), Blobs.DOMAIN)
            .train(
                scaled,
                new TableRows(scaled(VALIDATION.values()), VALIDATION.labels()),
                directory,
                report -> {},
                () -> false)
            .probabilities(scaled(TEST.values()));

    for (int row = 0; row < before.length; row++) {
      assertThat(after[row]).containsExactly(before[row], within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "knn"})
  void preparedRows_areTakenAsTheyAre(String model) throws IOException {
    TableModel standardised = train(small(model));
    TableModel asTheyAre = train(small(model).forPreparedRows());

    assertThat(standardised.model()).isInstanceOf(TransformedModel.class);
    assertThat(asTheyAre.model()).isNotInstanceOf(TransformedModel.class);
    assertThat(asTheyAre.probabilities(TEST.values()))
        .isNotEqualTo(standardised.probabilities(TEST.values()));
  }

  @Test
  void validationSideOfPreparedRows_isTakenAsItIs() throws IOException {
    assertReportsItsValidationLoss(small("ffn").forPreparedRows());
  }

  @Test
  void neighbours_areCounted() throws IOException {
    TableModel one = train(small("knn").withNeighbours(1));

    for (double[] row : one.probabilities(TEST.values())) {
      assertThat(row).containsOnly(0, 1);
    }
    for (double[] row : train(small("knn").withNeighbours(4)).probabilities(TEST.values())) {
      assertThat(DoubleStream.of(row).map(share -> 4 * share).toArray())
          .containsExactly(
              DoubleStream.of(row).map(share -> Math.rint(4 * share)).toArray(), within(1e-9));
    }
  }

  @Test
  void moreNeighboursThanRows_areAllRows() throws IOException {
    double[] row = train(small("knn").withNeighbours(1000)).probabilities(TEST.values())[0];

    assertThat(row).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0", "0, 1, 0", "0, 0, 0.3"})
  void treesDepthAndSubsample_changeBoosting(int trees, int depth, double subsample)
      throws IOException {
    assertThat(
            train(small("boosting").withTrees(trees, depth, subsample))
                .probabilities(TEST.values()))
        .isNotEqualTo(train(small("boosting").withTrees(0, 0, 0)).probabilities(TEST.values()));
  }

  @Test
  void depth_limitsAForest() throws IOException {
    TableModel stumps = train(small("forest").withTrees(1, 1, 0));
    assertThat(Arrays.stream(stumps.probabilities(TEST.values())).map(Arrays::toString).distinct())
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void subsampleAboveOne_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small("boosting").withTrees(0, 0, 1.5))
        .withMessage("Model 'boosting': subsample must be at most 1, not 1.5");
  }

  /** Column by column another power of two, which changes no digit. */
  private static float[][] scaled(float[][] values) {
    float[][] result = new float[values.length][];
    for (int row = 0; row < values.length; row++) {
      result[row] = values[row].clone();
      for (int column = 0; column < result[row].length; column++) {
        result[row][column] *= 1 << column;
      }
    }
    return result;
  }

  private void assertReportsItsValidationLoss(TableSettings settings) throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    TableModel model =
        new TableModelTrainer(settings, Blobs.DOMAIN)
            .train(TRAINING, VALIDATION, directory, reports::add, () -> false);

    assertThat(logLoss(model, VALIDATION))
        .isCloseTo(
            reports.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow(),
            within(1e-6));
  }

  private static double logLoss(TableModel model, TableRows rows) {
    double[][] probabilities = model.probabilities(rows.values());
    double loss = 0;
    for (int row = 0; row < rows.size(); row++) {
      loss -= Math.log(probabilities[row][rows.labels()[row]]) / rows.size();
    }
    return loss;
  }

  @Test
  void validationSide_isStandardisedByTheTrainingSide() throws IOException {
    assertReportsItsValidationLoss(small("ffn"));
  }

  @Test
  void dummy_predictsTheLabelFrequenciesOfTheTrainingSide() throws IOException {
    int[] labels = {0, 0, 0, 2, 2, 1, 0, 0};
    TableRows training = new TableRows(Blobs.rows(8, 4).values(), labels);

    double[] row = train(small("dummy"), training).probabilities(TEST.values())[5];

    assertThat(row).containsExactly(5 / 8.0, 1 / 8.0, 2 / 8.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest", "boosting", "knn", "dummy"})
  void genreWithoutTrainingRows_hasProbabilityZero(String model) throws IOException {
    int[] labels = TRAINING.labels().clone();
    for (int row = 0; row < labels.length; row++) {
      labels[row] = labels[row] == 1 ? 0 : labels[row];
    }

    double[][] rows =
        train(small(model), new TableRows(TRAINING.values(), labels)).probabilities(TEST.values());

    for (double[] row : rows) {
      assertThat(row[1]).isZero();
      assertThat(row[0] + row[2]).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic", "forest"})
  void constantColumn_isIgnored(String model) throws IOException {
    float[][] training = TRAINING.values().clone();
    for (int row = 0; row < training.length; row++) {
      training[row] = training[row].clone();
      training[row][4] = 3.5f;
    }
    TableModel trained = train(small(model), new TableRows(training, TRAINING.labels()));

    float[][] test = {TEST.values()[0].clone(), TEST.values()[0].clone()};
    test[1][4] += 1e6f;
    double[][] rows = trained.probabilities(test);

    assertThat(rows[1]).isEqualTo(rows[0]);
    assertThat(trained.model().getFeatureIDMap().size()).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "logistic"})
  void balanced_raisesTheRareGenre(String model) throws IOException {
    TableRows all = Blobs.rows(1500, 5);
    int[] kept =
        IntStream.range(0, all.size())
            .filter(row -> all.labels()[row] != 2 || row % 15 == 2)
            .toArray();
    float[][] values = new float[kept.length][];
    int[] labels = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = all.values()[kept[i]];
      labels[i] = all.labels()[kept[i]];
    }
    TableRows rare = new TableRows(values, labels);
    TableSettings balanced =
        new TableSettings(model, 0, 15, 16, List.of(16, 8), 0.1, 5, 40, true, 7);

    assertThat(meanProbabilityOfMetal(train(balanced, rare)))
        .isGreaterThan(meanProbabilityOfMetal(train(small(model), rare)) + 0.03);
  }

  private static double meanProbabilityOfMetal(TableModel model) {
    double sum = 0;
    for (double[] row : model.probabilities(TEST.values())) {
      sum += row[2];
    }
    return sum / TEST.size();
  }

  @Test
  void ffn_reportsEveryEpochAndWritesItsHistory() throws IOException {
    List<EpochReport> reports = new ArrayList<>();

    new TableModelTrainer(small("ffn"), Blobs.DOMAIN)
        .train(TRAINING, VALIDATION, directory, reports::add, () -> false);

    List<String> lines = Files.readAllLines(directory.resolve("history.csv"));
    assertThat(lines).hasSize(reports.size() + 1);
    assertThat(lines.get(0))
        .isEqualTo("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds");
    EpochReport last = reports.get(reports.size() - 1);
    assertThat(lines.get(reports.size()))
        .startsWith(last.epoch() + "," + last.trainLoss() + "," + last.trainAccuracy() + ",");
    assertThat(reports.get(0).epoch()).isEqualTo(1);
    assertThat(last.trainLoss()).isLessThan(reports.get(0).trainLoss());
  }

  @Test
  void emptyValidationSide_trainsAllEpochs() throws IOException {
    List<EpochReport> reports = new ArrayList<>();

    new TableModelTrainer(small("ffn"), Blobs.DOMAIN)
        .train(
            TRAINING,
            new TableRows(new float[0][], new int[0]),
            directory,
            reports::add,
            () -> false);

    assertThat(reports).hasSize(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffn", "forest", "boosting"})
  void stop_endsTheTraining(String model) {
    int[] asked = {0};

    assertThatThrownBy(
            () ->
                new TableModelTrainer(small(model), Blobs.DOMAIN)
                    .train(TRAINING, VALIDATION, directory, r -> {}, () -> ++asked[0] > 3))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(asked[0]).isEqualTo(4);
    assertThat(directory.resolve("model.protobuf")).doesNotExist();
  }

  @Test
  void valueThatIsNotFinite_isNamed() {
    float[][] values = TRAINING.values().clone();
    values[17] = values[17].clone();
    values[17][3] = Float.NaN;

    assertThatThrownBy(() -> train(small("logistic"), new TableRows(values, TRAINING.labels())))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("Row 17, column 'column3' is NaN");
  }

  @Test
  void rowOfWrongLength_isNamed() throws IOException {
    TableModel model = train(small("logistic"));

    assertThatThrownBy(() -> model.probabilities(new float[][] {TEST.values()[0], {1, 2}}))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("Row 1 has 2 values, but there are 12 columns");
  }

  @Test
  void equalRows_cannotBeLearntFrom() {
    float[] row = TEST.values()[0];
    TableRows equal = new TableRows(new float[][] {row, row}, new int[] {0, 1});

    assertThatThrownBy(() -> train(small("logistic"), equal))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("All 2 training rows are equal");
  }

  @Test
  void unknownModel_namesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableSettings.defaults("svm", 1))
        .withMessage(
            "There is no model 'svm'; the models for tables are ffn, logistic, forest, boosting,"
                + " knn, dummy");
  }

  @Test
  void fileThatIsNoModel_isAnIoError() throws IOException {
    train(small("dummy"));
    Files.writeString(directory.resolve("model.protobuf"), "nothing of the kind");

    assertThatThrownBy(() -> TableModel.load(directory)).isInstanceOf(IOException.class);
  }
}
