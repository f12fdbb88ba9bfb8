package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.engine.ComputeDevice;

class GanTrainerResumeTest {
  @TempDir Path folder;
  private Gans gans;

  /** Three batches an epoch, the last of four. */
  @BeforeEach
  void writeRows() throws IOException {
    gans = Gans.in(folder, 20);
  }

  /** Stops before batch 1, within an epoch, at an epoch's end, and more than once. */
  @ParameterizedTest
  @CsvSource({
    "DENSE, false, 0, 0",
    "DENSE, false, 0, 2",
    "DENSE, false, 0, 3",
    "DENSE, false, 0, 1 1 5",
    "DENSE, false, 0.99, 4 1",
    "DENSE, true, 0, 4 1",
    "CONVOLUTIONAL, false, 0.9, 4 1",
    "CONVOLUTIONAL, true, 0, 2 3"
  })
  void stoppedTraining_resumesBitEqual(
      GanKind kind, boolean spectralNorm, double averaging, String stops) throws IOException {
    GanSettings settings = Gans.settings(kind, 4, spectralNorm, averaging);
    for (String batches : Splitter.on(' ').split(stops)) {
      gans.stop(settings, "resumed", Integer.parseInt(batches));
    }
    try (TrainedGenerator one = gans.train(settings, "undisturbed");
        TrainedGenerator two = gans.train(settings, "resumed")) {
      Gans.assertEqual(one, two);
    }
    assertThat(gans.history("resumed")).hasSize(5).isEqualTo(gans.history("undisturbed"));
  }

  @Test
  void killedTraining_goesOnFromItsLastCheckpointBitEqual() throws IOException {
    GanSettings settings = Gans.settings(GanKind.DENSE, 5, false, 0.9);
    TrainingOptions options = new TrainingOptions(ComputeDevice.CPU, 2, 2, null);
    Path last = gans.directory("killed").resolve("checkpoint/last.bin");
    try (TrainedGenerator one = gans.train(settings, "undisturbed");
        TrainedGenerator two = gans.train(settings, options, "killed", new ArrayList<>())) {
      assertThat(gans.checkpoints("killed")).containsExactly("before.bin", "last.bin");
      Gans.assertEqual(one, two);
    }
    // as if the process had ended after epoch 4's checkpoint
    Files.move(last.resolveSibling("before.bin"), last, StandardCopyOption.REPLACE_EXISTING);
    List<GanReport> reports = new ArrayList<>();
    try (TrainedGenerator one = gans.train(settings, "undisturbed");
        TrainedGenerator two = gans.train(settings, options, "killed", reports)) {
      assertThat(reports).extracting(GanReport::epoch).containsExactly(5);
      Gans.assertEqual(one, two);
    }
  }

  @Test
  void longerTraining_goesOnFromAShorterOneBitEqual() throws IOException {
    GanSettings settings = Gans.settings(GanKind.DENSE, 2, false, 0.9);
    gans.train(settings, "lengthened").close();
    List<GanReport> reports = new ArrayList<>();
    try (TrainedGenerator one = gans.train(settings.withEpochs(4), "undisturbed");
        TrainedGenerator two =
            gans.train(settings.withEpochs(4), TrainingOptions.DEFAULT, "lengthened", reports)) {
      assertThat(reports).extracting(GanReport::epoch).containsExactly(3, 4);
      assertThat(two.settings().epochs()).isEqualTo(4);
      Gans.assertEqual(one, two);
    }
  }

  @Test
  void timeLimit_endsAfterTheFirstEpochAndALargerOneGoesOn() throws IOException {
    GanSettings settings = Gans.settings(GanKind.DENSE, 3, false, 0);
    TrainingOptions hasty = new TrainingOptions(ComputeDevice.CPU, 7, 1, Duration.ofNanos(1));
    List<GanReport> reports = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      try (TrainedGenerator generator = gans.train(settings, hasty, "gan", reports)) {
        assertThat(generator.ended()).isEqualTo(Ended.TIME_LIMIT);
        assertThat(generator.epochs()).isEqualTo(1);
      }
      assertThat(reports).hasSize(1);
    }
    try (TrainedGenerator one = gans.train(settings, "undisturbed");
        TrainedGenerator two = gans.train(settings, "gan")) {
      Gans.assertEqual(one, two);
    }
  }

  @Test
  void checkpointOfOtherSettings_isLeftAside() throws IOException {
    GanSettings settings = Gans.settings(GanKind.DENSE, 2, false, 0);
    gans.stop(Gans.settings(GanKind.DENSE, 2, true, 0), "gan", 2);
    try (TrainedGenerator one = gans.train(settings, "undisturbed");
        TrainedGenerator two = gans.train(settings, "gan")) {
      Gans.assertEqual(one, two);
    }
  }
}
