package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.engine.ComputeDevice;

class NetTrainerResumeTest {
  @TempDir Path folder;
  private Trainings trainings;

  @BeforeEach
  void writeRows() throws IOException {
    trainings = Trainings.in(folder);
  }

  /** Stops before batch 1, within an epoch, at an epoch's end, and more than once. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "8", "9", "1 1 1", "5 11 2", "31"})
  void stoppedTraining_resumesBitEqual(String stops) throws IOException {
    assertResumesBitEqual(Trainings.settings("adam", 0.01, 4, 7), stops);
  }

  @ParameterizedTest
  @CsvSource({
    "COSINE, BEST, adam",
    "COSINE, LAST, rmsprop",
    "PLATEAU, BEST, rmsprop",
    "PLATEAU, LAST, adam",
    "CONSTANT, LAST, adam"
  })
  void stoppedTraining_resumesBitEqualUnderEachSchedule(
      Schedule.Kind kind, Keep keep, String optimizer) throws IOException {
    Schedule schedule = new Schedule(kind, kind == Schedule.Kind.COSINE ? 2 : 0, 0.3, 1);
    assertResumesBitEqual(Trainings.settings(optimizer, 0.4, 8, 0, schedule, keep, 3), "5 11 2 27");
  }

  private void assertResumesBitEqual(NetSettings settings, String stops) throws IOException {
    for (String batches : Splitter.on(' ').split(stops)) {
      trainings.stop(settings, "resumed", Integer.parseInt(batches));
    }
    try (TrainedNet one = trainings.train(settings, "undisturbed");
        TrainedNet two = trainings.train(settings, "resumed")) {
      trainings.assertEqual(one, two);
    }
    assertThat(trainings.history("resumed"))
        .hasSize(settings.epochs() + 1)
        .isEqualTo(trainings.history("undisturbed"));
  }

  @Test
  void stoppedTrainingOnChangedRows_resumesBitEqual() throws IOException {
    Augmentation augmentation = new Augmentation(1, 0.5, 0.1, 1, 2, 1, 2);
    NetSettings settings = Trainings.settings("adam", 0.01, 4, 0).augmented(augmentation);
    assertResumesBitEqual(settings, "5 11 2");
    try (TrainedNet changed = trainings.train(settings, "undisturbed");
        TrainedNet plain = trainings.train(settings.augmented(Augmentation.NONE), "plain")) {
      assertThat(changed.settings()).isEqualTo(settings);
      assertThat(changed.values()).isNotEqualTo(plain.values());
    }
  }

  @Test
  void schedules_changeTheResult() throws IOException {
    List<float[]> results = new ArrayList<>();
    for (Schedule schedule :
        List.of(
            Schedule.CONSTANT, Schedule.cosine(0), Schedule.cosine(2), Schedule.plateau(0.3, 1))) {
      NetSettings settings = Trainings.settings("adam", 0.4, 8, 0, schedule, Keep.LAST, 3);
      try (TrainedNet net = trainings.train(settings, "net")) {
        results.add(net.values());
      }
    }
    assertThat(results.stream().map(Arrays::hashCode).distinct()).hasSize(results.size());
  }

  @ParameterizedTest
  @CsvSource({"BEST, 0, EPOCHS", "LAST, 0, EPOCHS", "BEST, 3, PATIENCE", "LAST, 3, PATIENCE"})
  void longerTraining_goesOnFromAShorterOneBitEqual(Keep keep, int patience, Ended end)
      throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet shorter = trainings.train(constant(4, patience, keep), "net")) {
      assertThat(shorter.epochs()).isEqualTo(4);
      assertThat(shorter.ended()).isEqualTo(Ended.EPOCHS);
      try (TrainedNet again = trainings.train(constant(4, patience, keep), "four")) {
        trainings.assertEqual(again, shorter);
      }
    }
    NetSettings longer = constant(30, patience, keep);
    try (TrainedNet two = trainings.train(longer, "net", reports);
        TrainedNet one = trainings.train(longer, "undisturbed")) {
      assertThat(reports.get(0).epoch()).isEqualTo(5);
      assertThat(reports.get(0).epochs()).isEqualTo(30);
      assertThat(one.ended()).isEqualTo(end);
      assertThat(two.settings()).isEqualTo(longer);
      trainings.assertEqual(one, two);
    }
    assertThat(trainings.history("net")).isEqualTo(trainings.history("undisturbed"));
  }

  @Test
  void trainingThatPatienceEnded_isNotLengthenedByMoreEpochs() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = trainings.train(constant(30, 2, Keep.BEST), "net");
        TrainedNet two = trainings.train(constant(60, 2, Keep.BEST), "net", reports)) {
      assertThat(one.ended()).isEqualTo(Ended.PATIENCE);
      trainings.assertEqual(one, two);
    }
    assertThat(reports).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void checkpointOfMoreEpochsThanAskedFor_isNotUsed(Keep keep) throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    trainings.train(constant(6, 0, keep), "net").close();
    try (TrainedNet two = trainings.train(constant(3, 0, keep), "net", reports);
        TrainedNet one = trainings.train(constant(3, 0, keep), "undisturbed")) {
      trainings.assertEqual(one, two);
    }
    assertThat(reports).hasSize(3);
  }

  @Test
  void checkpointWithinAnEpochBeyond_isNotUsed() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    trainings.stop(constant(6, 0, Keep.LAST), "net", 28);
    // the one before is the third epoch's end
    trainings.train(constant(3, 0, Keep.LAST), "net", reports).close();
    assertThat(reports).isEmpty();
    trainings.stop(constant(6, 0, Keep.LAST), "net", 1);
    trainings.train(constant(2, 0, Keep.LAST), "net", reports).close();
    assertThat(reports).hasSize(2);
  }

  @Test
  void otherEpochsUnderACosine_startAfresh() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    Schedule cosine = Schedule.cosine(1);
    trainings.train(Trainings.settings("adam", 0.01, 2, 0, cosine, Keep.LAST, 3), "net").close();
    trainings
        .train(Trainings.settings("adam", 0.01, 4, 0, cosine, Keep.LAST, 3), "net", reports)
        .close();
    assertThat(reports).hasSize(4);
  }

  @Test
  void finishedTraining_isNotRepeated() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 2, 7);
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = trainings.train(settings, "net");
        TrainedNet two = trainings.train(settings, "net", reports)) {
      trainings.assertEqual(one, two);
    }
    assertThat(reports).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "2, 4"})
  void checkpointIntervalAndCount_doNotChangeTheResult(int interval, int count) throws IOException {
    NetSettings settings = Trainings.settings("rmsprop", 0.01, 5, 7);
    TrainingOptions options = new TrainingOptions(ComputeDevice.CPU, interval, count, null);
    trainings.stop(settings, options, "net", 13);
    try (TrainedNet one = trainings.train(settings, "each");
        TrainedNet two = trainings.train(settings, options, "net", new ArrayList<>())) {
      trainings.assertEqual(one, two);
    }
  }

  @Test
  void theNewestCheckpoints_areKept() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 9, 0);
    trainings.stop(settings, options(4), "net", 60);
    assertThat(trainings.checkpoints("net"))
        .containsExactly("before-2.bin", "before-3.bin", "before.bin", "last.bin");
    trainings.stop(settings, options(2), "net", 1);
    assertThat(trainings.checkpoints("net")).containsExactly("before.bin", "last.bin");
    trainings.stop(settings, options(1), "net", 1);
    assertThat(trainings.checkpoints("net")).containsExactly("last.bin");
  }

  @Test
  void damagedCheckpoints_theNewestIntactOneIsTaken() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 5, 7);
    trainings.stop(settings, options(3), "net", 29);
    damage("last.bin");
    damage("before.bin");
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = trainings.train(settings, "one");
        TrainedNet two = trainings.train(settings, options(3), "net", reports)) {
      trainings.assertEqual(one, two);
    }
    // nine batches an epoch: stopped in the fourth; the ones before are of the third's and second's
    // end
    assertThat(reports).hasSize(3);
    assertThat(reports.get(0).epoch()).isEqualTo(3);
  }

  private void damage(String name) throws IOException {
    Path file = trainings.checkpoint("net", name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void processEndedBetweenRenames_losesNothing() throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 4, 7);
    trainings.stop(settings, "net", 20);
    // as if killed after `last` became `before` and ere `next` became `last`
    move("last.bin", "next.bin");
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = trainings.train(settings, "one");
        TrainedNet two = trainings.train(settings, "net", reports)) {
      trainings.assertEqual(one, two);
    }
    assertThat(reports).hasSize(2);
    assertThat(trainings.checkpoints("net")).containsExactly("before.bin", "last.bin");
  }

  private void move(String from, String to) throws IOException {
    Files.move(
        trainings.checkpoint("net", from),
        trainings.checkpoint("net", to),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 500})
  void cutCheckpoints_leadToAFreshStart(int length) throws IOException {
    NetSettings settings = Trainings.settings("adam", 0.01, 3, 7);
    trainings.stop(settings, "net", 20);
    for (String name : List.of("last.bin", "before.bin")) {
      Path file = trainings.checkpoint("net", name);
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }
    List<EpochReport> reports = new ArrayList<>();
    try (TrainedNet one = trainings.train(settings, "one");
        TrainedNet two = trainings.train(settings, "net", reports)) {
      trainings.assertEqual(one, two);
    }
    assertThat(reports).hasSize(3);
  }

  @Test
  void checkpointOfOtherSettingsOrData_isIgnored() throws IOException {
    trainings.stop(Trainings.settings("adam", 0.01, 3, 7), "net", 20);
    List<EpochReport> reports = new ArrayList<>();
    NetSettings faster = Trainings.settings("adam", 0.02, 3, 7);
    trainings.train(faster, "net", reports).close();
    assertThat(reports).hasSize(3);
    reports.clear();
    Trainings others =
        new Trainings(folder, SyntheticRows.write(folder.resolve("other.f32"), 90, 2));
    others.train(faster, "net", reports).close();
    assertThat(reports).hasSize(3);
  }

  private static TrainingOptions options(int checkpoints) {
    return new TrainingOptions(ComputeDevice.CPU, 1, checkpoints, null);
  }

  /** At a rate so large that the validation loss soon goes up and down. */
  private static NetSettings constant(int epochs, int patience, Keep keep) {
    return Trainings.settings("adam", 0.4, epochs, patience, Schedule.CONSTANT, keep, 3);
  }
}
