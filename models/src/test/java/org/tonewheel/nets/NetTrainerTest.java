package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.OptimizerRule;

class NetTrainerTest {
  @TempDir Path folder;
  private LabelledRows data;

  @BeforeEach
  void writeRows() throws IOException {
    data = SyntheticRows.write(folder.resolve("rows.f32"), 90, 1);
  }

  @ParameterizedTest
  @EnumSource
  void train_learnsAndReportsEachEpoch(OptimizerRule rule) throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    Path directory = folder.resolve("net");
    NetSettings settings = settings(rule.toString(), 0.01, 12, 7);
    try (TrainedNet net = train(settings, directory, reports)) {
      assertThat(reports).hasSize(12);
      assertThat(reports.get(0).epoch()).isEqualTo(1);
      assertThat(reports.get(0).epochs()).isEqualTo(12);
      EpochReport best = reports.get(net.epoch() - 1);
      assertThat(best.validationAccuracy()).isGreaterThan(0.8);
      assertThat(best.validationLoss())
          .isEqualTo(reports.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow());
      float[][] probabilities = net.probabilities(data.set(), data.validationRows());
      int correct = 0;
      for (int i = 0; i < probabilities.length; i++) {
        float[] row = probabilities[i];
        assertThat(row[0] + row[1] + row[2]).isBetween(1 - 1e-5f, 1 + 1e-5f);
        float right = row[data.labels()[data.validationRows()[i]]];
        correct += Arrays.equals(new float[] {right}, new float[] {max(row)}) ? 1 : 0;
      }
      assertThat((double) correct / probabilities.length).isEqualTo(best.validationAccuracy());
    }
    List<String> history = Files.readAllLines(directory.resolve("history.csv"));
    assertThat(history).hasSize(13);
    assertThat(history.get(0))
        .isEqualTo("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds");
    assertThat(history.get(3)).startsWith("3," + reports.get(2).trainLoss() + ",");
  }

  @Test
  void patience_endsTrainingAndTheBestEpochIsRestored() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    NetSettings settings = settings("adam", 0.05, 200, 2);
    Path directory = folder.resolve("net");
    float[] best;
    int bestEpoch;
    try (TrainedNet net = train(settings, directory, reports)) {
      best = net.values();
      bestEpoch = net.epoch();
    }
    assertThat(reports).hasSize(bestEpoch + 2).hasSizeLessThan(200);
    // a training that ends at that epoch ends with these weights
    NetSettings shorter = settings("adam", 0.05, bestEpoch, 2);
    try (TrainedNet net = train(shorter, "shorter")) {
      assertThat(net.values()).isEqualTo(best);
    }
  }

  /** Stops before batch 1, within an epoch, at an epoch's end, and more than once. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "8", "9", "1 1 1", "5 11 2", "31"})
  void stoppedTraining_resumesBitEqual(String stops) throws IOException {
    NetSettings settings = settings("adam", 0.01, 4, 7);
    Path undisturbed = folder.resolve("undisturbed");
    Path resumed = folder.resolve("resumed");
    for (String batches : Splitter.on(' ').split(stops)) {
      stop(settings, resumed, Integer.parseInt(batches));
    }
    try (TrainedNet one = train(settings, undisturbed);
        TrainedNet two = train(settings, resumed)) {
      assertEqual(one, two);
    }
    assertThat(history(resumed)).hasSize(5).isEqualTo(history(undisturbed));
  }

  @Test
  void checkpointInterval_doesNotChangeTheResult() throws IOException {
    NetSettings each = settings("rmsprop", 0.01, 5, 7);
    TrainingOptions third = new TrainingOptions(ComputeDevice.CPU, 3, 2, null);
    Path directory = folder.resolve("third");
    stop(each, third, directory, 13);
    try (TrainedNet one = train(each, "each");
        TrainedNet two = train(each, directory)) {
      assertEqual(one, two);
    }
  }

  @Test
  void finishedTraining_isNotRepeated() throws IOException {
    NetSettings settings = settings("adam", 0.01, 2, 7);
    Path directory = folder.resolve("net");
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = train(settings, directory);
        TrainedNet two = train(settings, directory, reports)) {
      assertEqual(one, two);
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void damagedCheckpoint_theOneBeforeIsTaken() throws IOException {
    NetSettings settings = settings("adam", 0.01, 4, 7);
    Path directory = stoppedAfter(settings, 20);
    Path last = directory.resolve("checkpoint/last.bin");
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length / 2] ^= 1;
    Files.write(last, bytes);
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = train(settings, "one");
        TrainedNet two = train(settings, directory, reports)) {
      assertEqual(one, two);
    }
    // nine batches an epoch: the stop was in the third, the checkpoint before at the second's end
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).epoch()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 500})
  void cutCheckpoints_leadToAFreshStart(int length) throws IOException {
    NetSettings settings = settings("adam", 0.01, 3, 7);
    Path directory = stoppedAfter(settings, 20);
    for (String name : List.of("last.bin", "before.bin")) {
      Path file = directory.resolve("checkpoint").resolve(name);
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = train(settings, "one");
        TrainedNet two = train(settings, directory, reports)) {
      assertEqual(one, two);
    }
    assertThat(reports).hasSize(3);
  }

  @Test
  void checkpointOfOtherSettingsOrData_isIgnored() throws IOException {
    Path directory = stoppedAfter(settings("adam", 0.01, 3, 7), 20);
    List<EpochReport> reports = new ArrayList<>();
    train(settings("adam", 0.02, 3, 7), directory, reports).close();
    assertThat(reports).hasSize(3);
    reports.clear();
    LabelledRows other = SyntheticRows.write(folder.resolve("other.f32"), 90, 2);
    new NetTrainer()
        .train(
            other,
            settings("adam", 0.02, 3, 7),
            TrainingOptions.DEFAULT,
            directory,
            reports::add,
            () -> false)
        .close();
    assertThat(reports).hasSize(3);
  }

  @Test
  void atMostTwoCheckpoints_areKept() throws IOException {
    Path directory = stoppedAfter(settings("adam", 0.01, 9, 7), 60);
    try (var files = Files.list(directory.resolve("checkpoint"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("last.bin", "before.bin");
    }
  }

  @Test
  void lossThatIsNotFinite_failsWithItsPlaceAndKeepsTheCheckpoint() throws IOException {
    NetSettings settings = settings("rmsprop", 1e38, 3, 7);
    Path directory = folder.resolve("net");
    stop(settings, directory, 1);
    byte[] checkpoint = Files.readAllBytes(directory.resolve("checkpoint/last.bin"));
    assertThatThrownBy(() -> train(settings, directory))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("epoch 1, batch")
        .hasMessageContaining("1.0E38");
    assertThat(directory.resolve("checkpoint/last.bin")).hasBinaryContent(checkpoint);
  }

  @Test
  void trainingsAtOnce_equalThoseAlone() throws Exception {
    NetSettings adam = settings("adam", 0.01, 5, 7);
    NetSettings rmsprop = settings("rmsprop", 0.005, 5, 7);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (TrainedNet adamAlone = train(adam, "1");
        TrainedNet rmspropAlone = train(rmsprop, "2")) {
      Future<TrainedNet> one = pool.submit(() -> train(adam, "3"));
      Future<TrainedNet> two = pool.submit(() -> train(rmsprop, "4"));
      try (TrainedNet adamBeside = one.get();
          TrainedNet rmspropBeside = two.get()) {
        assertEqual(adamAlone, adamBeside);
        assertEqual(rmspropAlone, rmspropBeside);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(history(folder.resolve("3"))).isEqualTo(history(folder.resolve("1")));
  }

  @Test
  void seed_changesTheResult() throws IOException {
    NetSettings other = settings("adam", 0.01, 2, 7, 4);
    try (TrainedNet one = train(settings("adam", 0.01, 2, 7), "1");
        TrainedNet two = train(other, "2")) {
      assertThat(two.values()).isNotEqualTo(one.values());
    }
  }

  @Test
  void load_givesTheSameProbabilities() throws IOException {
    Path directory = folder.resolve("net");
    try (TrainedNet trained = train(settings("adam", 0.01, 2, 7), directory);
        TrainedNet loaded = TrainedNet.load(directory)) {
      assertEqual(trained, loaded);
      assertThat(loaded.settings()).isEqualTo(settings("adam", 0.01, 2, 7));
      assertThat(loaded.classes()).isEqualTo(3);
    }
    Files.write(directory.resolve("model.f32"), new byte[12]);
    assertThatThrownBy(() -> TrainedNet.load(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.f32");
  }

  private TrainedNet train(NetSettings settings, String name) throws IOException {
    return train(settings, folder.resolve(name));
  }

  private TrainedNet train(NetSettings settings, Path directory) throws IOException {
    return train(settings, directory, new ArrayList<>());
  }

  private TrainedNet train(NetSettings settings, Path directory, List<EpochReport> reports)
      throws IOException {
    return new NetTrainer()
        .train(data, settings, TrainingOptions.DEFAULT, directory, reports::add, () -> false);
  }

  /** Trains until the given number of batches is done. */
  private void stop(NetSettings settings, Path directory, int batches) {
    stop(settings, TrainingOptions.DEFAULT, directory, batches);
  }

  private void stop(NetSettings settings, TrainingOptions options, Path directory, int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    BooleanSupplier stop = () -> left.getAndDecrement() <= 0;
    assertThatThrownBy(
            () -> new NetTrainer().train(data, settings, options, directory, report -> {}, stop))
        .isInstanceOf(TrainingStoppedException.class);
  }

  private void assertEqual(TrainedNet one, TrainedNet two) {
    assertThat(two.epoch()).isEqualTo(one.epoch());
    assertThat(two.values()).isEqualTo(one.values());
    int[] rows = data.validationRows();
    assertThat(two.probabilities(data.set(), rows))
        .isDeepEqualTo(one.probabilities(data.set(), rows));
  }

  private Path stoppedAfter(NetSettings settings, int batches) {
    Path directory = folder.resolve("net");
    stop(settings, directory, batches);
    return directory;
  }

  /** Sixty training rows in batches of seven: nine batches an epoch, the last of four. */
  private static NetSettings settings(String optimizer, double rate, int epochs, int patience) {
    return settings(optimizer, rate, epochs, patience, 3);
  }

  private static NetSettings settings(
      String optimizer, double rate, int epochs, int patience, long seed) {
    return new NetSettings(
        "net5",
        optimizer,
        rate,
        Schedule.CONSTANT,
        7,
        epochs,
        patience,
        Keep.BEST,
        8,
        2,
        0.3,
        1,
        seed);
  }

  /** Without the seconds. */
  private static List<String> history(Path directory) throws IOException {
    return Files.readAllLines(directory.resolve("history.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  private static float max(float[] values) {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
