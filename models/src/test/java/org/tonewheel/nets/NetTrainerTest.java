package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.OptimizerRule;

class NetTrainerTest {
  @TempDir Path folder;
  private Trainings trainings;
  private LabelledRows data;

  @BeforeEach
  void writeRows() throws IOException {
    trainings = Trainings.in(folder);
    data = trainings.data();
  }

  @ParameterizedTest
  @EnumSource
  void train_learnsAndReportsEachEpoch(OptimizerRule rule) throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    NetSettings settings = Trainings.settings(rule.toString(), 0.01, 12, 7);
    try (TrainedNet net = trainings.train(settings, "net", reports)) {
      assertThat(reports).hasSize(12);
      assertThat(reports.get(0).epoch()).isEqualTo(1);
      assertThat(reports.get(0).epochs()).isEqualTo(12);
      assertThat(net.epochs()).isEqualTo(12);
      assertThat(net.ended()).isEqualTo(Ended.EPOCHS);
      EpochReport best = reports.get(net.epoch() - 1);
      assertThat(best.validationAccuracy()).isGreaterThan(0.8);
      assertThat(best.validationLoss())
          .isEqualTo(reports.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow());
      assertThat(accuracy(net)).isEqualTo(best.validationAccuracy());
    }
    List<String> history = Files.readAllLines(folder.resolve("net/history.csv"));
    assertThat(history).hasSize(13);
    assertThat(history.get(0))
        .isEqualTo("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds");
    assertThat(history.get(3)).startsWith("3," + reports.get(2).trainLoss() + ",");
  }

  @Test
  void patience_endsTrainingAndTheBestEpochIsRestored() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    float[] best;
    int bestEpoch;
    try (TrainedNet net =
        trainings.train(Trainings.settings("adam", 0.05, 200, 2), "net", reports)) {
      best = net.values();
      bestEpoch = net.epoch();
      assertThat(net.ended()).isEqualTo(Ended.PATIENCE);
      assertThat(net.epochs()).isEqualTo(bestEpoch + 2);
    }
    assertThat(reports).hasSize(bestEpoch + 2).hasSizeLessThan(200);
    // a training that ends at that epoch ends with these weights
    NetSettings shorter = Trainings.settings("adam", 0.05, bestEpoch, 2);
    try (TrainedNet net = trainings.train(shorter, "shorter")) {
      assertThat(net.values()).isEqualTo(best);
    }
  }

  @Test
  void keepLast_leavesTheLastEpochsWeights() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet best = trainings.train(restless(30, 2, Keep.BEST), "best", reports);
        TrainedNet last = trainings.train(restless(30, 2, Keep.LAST), "last")) {
      assertThat(last.ended()).isEqualTo(Ended.PATIENCE);
      assertThat(last.epoch()).isEqualTo(last.epochs()).isEqualTo(best.epochs());
      assertThat(last.values()).isNotEqualTo(best.values());
      assertThat(accuracy(last)).isEqualTo(reports.get(last.epoch() - 1).validationAccuracy());
    }
    assertThat(trainings.history("last")).isEqualTo(trainings.history("best"));
    // no second set of weights: parameters and two averages of Adam's
    long weights = Files.size(folder.resolve("last/model.f32"));
    assertThat(Files.size(trainings.checkpoint("last", "last.bin")))
        .isBetween(3 * weights, 4 * weights);
    assertThat(Files.size(trainings.checkpoint("best", "last.bin"))).isGreaterThan(4 * weights);
  }

  @Test
  void trainedNet_hasItsProvenanceBesideIt() throws IOException {
    trainings.train(Trainings.settings("adam", 0.01, 2, 0), "net").close();
    JsonNode provenance =
        new ObjectMapper().readTree(folder.resolve("net/provenance.json").toFile());
    assertThat(provenance.path("library").asText()).isEqualTo("DJL");
    assertThat(provenance.path("version").asText()).matches("\\d+\\.\\d+.*");
    assertThat(provenance.path("engine").asText()).startsWith("PyTorch ");
    assertThat(provenance.path("net").path("layers")).isNotEmpty();
    assertThat(4 * provenance.path("net").path("parameters").asLong())
        .isEqualTo(Files.size(folder.resolve("net/model.f32")));
    assertThat(provenance.path("epochs").asInt()).isEqualTo(2);
  }

  @Test
  void patienceOfZero_neverEndsTraining() throws IOException {
    try (TrainedNet net = trainings.train(restless(12, 0, Keep.LAST), "net")) {
      assertThat(net.epochs()).isEqualTo(12);
      assertThat(net.ended()).isEqualTo(Ended.EPOCHS);
    }
    try (TrainedNet net = trainings.train(restless(12, 2, Keep.LAST), "patient")) {
      assertThat(net.epochs()).isLessThan(12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void timeLimit_endsAfterTheFirstEpochAndALargerOneGoesOn(Keep keep) throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 4, 0, Schedule.cosine(1), keep, 3);
    List<EpochReport> reports = new ArrayList<>();
    TrainingOptions hasty = new TrainingOptions(ComputeDevice.CPU, 3, 1, Duration.ofNanos(1));
    for (int time = 0; time < 2; time++) {
      try (TrainedNet net = trainings.train(settings, hasty, "net", reports)) {
        assertThat(net.ended()).isEqualTo(Ended.TIME_LIMIT);
        assertThat(net.epoch()).isEqualTo(1);
        assertThat(net.epochs()).isEqualTo(1);
        assertThat(accuracy(net)).isEqualTo(reports.get(0).validationAccuracy());
      }
      assertThat(reports).hasSize(1);
    }
    TrainingOptions patient = new TrainingOptions(ComputeDevice.CPU, 1, 2, Duration.ofHours(1));
    try (TrainedNet one = trainings.train(settings, "undisturbed");
        TrainedNet two = trainings.train(settings, patient, "net", reports)) {
      trainings.assertEqual(one, two);
    }
    assertThat(reports).hasSize(4);
  }

  @Test
  void timeLimit_countsThisEpochsMeanLength() {
    Progress progress =
        Progress.START
            .afterEpoch(new EpochReport(1, 9, 1, 0, 1, 0, 10))
            .afterEpoch(new EpochReport(2, 9, 1, 0, 1, 0, 20));
    NetSettings settings = Trainings.settings("adam", 0.01, 9, 0);
    assertThat(progress.ended(settings, within(Duration.ofSeconds(45)))).isEmpty();
    assertThat(progress.ended(settings, within(Duration.ofSeconds(44)))).contains(Ended.TIME_LIMIT);
    // an epoch that was begun is ended
    assertThat(progress.afterBatch(1, 1).ended(settings, within(Duration.ofSeconds(44)))).isEmpty();
    assertThat(Progress.START.ended(settings, within(Duration.ofNanos(1)))).isEmpty();
  }

  private static TrainingOptions within(Duration limit) {
    return new TrainingOptions(ComputeDevice.CPU, 1, 2, limit);
  }

  @Test
  void lossThatIsNotFinite_failsWithItsPlaceAndKeepsTheCheckpoint() throws IOException {
    NetSettings settings = Trainings.settings("rmsprop", 1e38, 3, 7);
    trainings.stop(settings, "net", 1);
    byte[] checkpoint = Files.readAllBytes(trainings.checkpoint("net", "last.bin"));
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> trainings.train(settings, "net"))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessageContaining("epoch 1, batch")
          .hasMessageContaining("1.0E38");
      assertThat(trainings.checkpoint("net", "last.bin")).hasBinaryContent(checkpoint);
    }
  }

  @Test
  void validationLossThatIsNotFinite_failsAlike() throws IOException {
    // finite values that only validation meets, and that are infinite once scaled
    Path file = folder.resolve("vast.f32");
    float[] row = new float[data.set().rowFloats()];
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, row.length)) {
      for (int i = 0; i < data.set().rows(); i++) {
        data.set().read(i, row);
        boolean chosen = i == data.validationRows()[4];
        for (int k = 0; k < row.length; k++) {
          row[k] = chosen ? (k % 2 == 0 ? 3e38f : -3e38f) : row[k] / 1000;
        }
        writer.append(row);
      }
    }
    LabelledRows vast =
        new LabelledRows(
            MappedSet.open(file, row.length),
            data.labels(),
            data.trainRows(),
            data.validationRows(),
            data.shape(),
            data.classes());
    Trainings others = new Trainings(folder, vast);
    NetSettings settings = Trainings.settings("adam", 0.01, 3, 7);
    others.stop(settings, "net", 4);
    byte[] checkpoint = Files.readAllBytes(trainings.checkpoint("net", "last.bin"));
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> others.train(settings, "net"))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessageContaining("the validation of epoch 1");
      assertThat(trainings.checkpoint("net", "last.bin")).hasBinaryContent(checkpoint);
    }
  }

  @Test
  void trainingsAtOnce_equalThoseAlone() throws Exception {
    NetSettings adam = Trainings.settings("adam", 0.01, 5, 7);
    NetSettings rmsprop = Trainings.settings("rmsprop", 0.005, 5, 7);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (TrainedNet adamAlone = trainings.train(adam, "1");
        TrainedNet rmspropAlone = trainings.train(rmsprop, "2")) {
      Future<TrainedNet> one = pool.submit(() -> trainings.train(adam, "3"));
      Future<TrainedNet> two = pool.submit(() -> trainings.train(rmsprop, "4"));
      try (TrainedNet adamBeside = one.get();
          TrainedNet rmspropBeside = two.get()) {
        trainings.assertEqual(adamAlone, adamBeside);
        trainings.assertEqual(rmspropAlone, rmspropBeside);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(trainings.history("3")).isEqualTo(trainings.history("1"));
  }

  @Test
  void seed_changesTheResult() throws IOException {
    NetSettings other = Trainings.settings("adam", 0.01, 2, 7, Schedule.CONSTANT, Keep.BEST, 4);
    try (TrainedNet one = trainings.train(Trainings.settings("adam", 0.01, 2, 7), "1");
        TrainedNet two = trainings.train(other, "2")) {
      assertThat(two.values()).isNotEqualTo(one.values());
    }
  }

  @Test
  void load_givesTheSameProbabilities() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 2, 7);
    Path directory = trainings.directory("net");
    try (TrainedNet trained = trainings.train(settings, "net");
        TrainedNet loaded = TrainedNet.load(directory)) {
      trainings.assertEqual(trained, loaded);
      assertThat(loaded.settings()).isEqualTo(settings);
      assertThat(loaded.classes()).isEqualTo(3);
    }
    Files.write(directory.resolve("model.f32"), new byte[12]);
    assertThatThrownBy(() -> TrainedNet.load(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.f32");
  }

  /** At a rate so large that the validation loss soon goes up and down. */
  private static NetSettings restless(int epochs, int patience, Keep keep) {
    return Trainings.settings("adam", 0.4, epochs, patience, Schedule.CONSTANT, keep, 3);
  }

  /** Over the validation rows; also checks that probabilities sum to 1. */
  private double accuracy(TrainedNet net) {
    float[][] probabilities = net.probabilities(data.set(), data.validationRows());
    int correct = 0;
    for (int i = 0; i < probabilities.length; i++) {
      float[] row = probabilities[i];
      assertThat(row[0] + row[1] + row[2]).isBetween(1 - 1e-5f, 1 + 1e-5f);
      float largest = Math.max(row[0], Math.max(row[1], row[2]));
      correct += row[data.labels()[data.validationRows()[i]]] == largest ? 1 : 0;
    }
    return (double) correct / probabilities.length;
  }
}
