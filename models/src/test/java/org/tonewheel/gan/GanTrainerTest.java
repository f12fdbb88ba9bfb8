package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.engine.ComputeDevice;

class GanTrainerTest {
  @TempDir Path folder;

  /** Neither one cloud for both classes nor one row for all. */
  @ParameterizedTest
  @CsvSource({"DENSE, false", "DENSE, true", "CONVOLUTIONAL, false"})
  void generator_meetsTheCloudsOfBothClasses(GanKind kind, boolean spectralNorm)
      throws IOException {
    Gans gans = Gans.in(folder, 400);
    GanSettings settings =
        new GanSettings(
            kind,
            6,
            GanOutput.LINEAR,
            GanLoss.CROSS_ENTROPY,
            "adam",
            5e-4,
            5e-4,
            0.5,
            32,
            40,
            0.1,
            spectralNorm,
            0.99,
            1);
    try (TrainedGenerator generator = gans.train(settings, "gan")) {
      for (int label = 0; label < 2; label++) {
        float[][] samples = Gans.samples(generator, label, 0, 200);
        for (int i = 0; i < Gans.FRAMES * Gans.FEATURES; i++) {
          double mean = mean(samples, i);
          // classes lie 29 and more apart
          assertThat(mean)
              .as("mean %d of class %d", i, label)
              .isCloseTo(Gans.centre(label, i), offset(5.0));
          assertThat(deviation(samples, i, mean))
              .as("deviation %d of class %d", i, label)
              .isBetween(0.2, 8.0);
        }
      }
    }
  }

  @Test
  void sameSeed_givesTheSameBitsAndAnotherDoesNot() throws IOException {
    Gans gans = Gans.in(folder, 20);
    GanSettings settings = Gans.settings(GanKind.DENSE, 2, false, 0);
    try (TrainedGenerator one = gans.train(settings, "one");
        TrainedGenerator two = gans.train(settings, "two");
        TrainedGenerator other = gans.train(withSeed(settings, 4), "other")) {
      Gans.assertEqual(one, two);
      assertThat(other.values()).isNotEqualTo(one.values());
    }
    assertThat(gans.history("one")).isEqualTo(gans.history("two"));
  }

  @Test
  void averaging_changesWhatIsSampledAndNotTheTraining() throws IOException {
    Gans gans = Gans.in(folder, 20);
    try (TrainedGenerator last = gans.train(Gans.settings(GanKind.DENSE, 3, false, 0), "last");
        TrainedGenerator average =
            gans.train(Gans.settings(GanKind.DENSE, 3, false, 0.9), "average")) {
      assertThat(gans.history("average")).isEqualTo(gans.history("last"));
      assertThat(average.values()).isNotEqualTo(last.values());
    }
  }

  @Test
  void samples_dependOnTheirNumberAlone() throws IOException {
    Gans gans = Gans.in(folder, 20);
    try (TrainedGenerator generator =
        gans.train(Gans.settings(GanKind.CONVOLUTIONAL, 1, false, 0), "gan")) {
      float[][] all = Gans.samples(generator, 1, 0, 70);
      List<float[]> cut = new ArrayList<>();
      for (int from = 0; from < 70; from += 7) {
        generator.sample(1, from, 7, cut::add);
      }
      assertThat(cut.toArray(float[][]::new)).isDeepEqualTo(all);
      assertThat(all[0]).isNotEqualTo(all[1]).isNotEqualTo(all[32]);
      assertThat(Gans.samples(generator, 0, 0, 1)[0]).isNotEqualTo(all[0]);
      try (TrainedGenerator loaded =
          TrainedGenerator.load(gans.directory("gan"), ComputeDevice.CPU)) {
        assertThat(Gans.samples(loaded, 1, 69, 1)[0]).isEqualTo(all[69]);
      }
      assertThatThrownBy(() -> generator.sample(2, 0, 1, row -> {}))
          .hasMessageContaining("there is no class 2");
      assertThatThrownBy(() -> generator.sample(0, -1, 1, row -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rowsAsTheyAre_areMadeWithinTheOutputsRange() throws IOException {
    Gans gans = Gans.in(folder, 20);
    GanData scaled = gans.data();
    // a class with fewer rows than a batch, and a last batch of one row, which is left out
    int[] train = {0, 1, 2, 4, 6, 8, 10, 12, 14};
    RowShape shape = RowShape.frames(Gans.FRAMES * Gans.FEATURES, 1);
    GanData data = new GanData(scaled.rows(), scaled.labels(), train, shape, 2, false);
    GanSettings settings = GanSettings.waveform(1, 1);
    GanSettings small =
        new GanSettings(
            settings.kind(),
            5,
            settings.output(),
            settings.loss(),
            "rmsprop",
            1e-4,
            1e-4,
            0.5,
            8,
            2,
            0,
            false,
            0,
            1);
    try (TrainedGenerator generator =
        new GanTrainer()
            .train(
                data,
                small,
                TrainingOptions.DEFAULT,
                gans.directory("w"),
                report -> {},
                () -> false)) {
      for (float[] sample : Gans.samples(generator, 1, 5, 4)) {
        assertThat(sample).hasSize(12).doesNotContain(Float.NaN);
        for (float value : sample) {
          assertThat(value).isBetween(-1f, 1f);
        }
      }
      assertThat(generator.shape()).isEqualTo(shape);
    }
    assertThat(gans.directory("w").resolve("scaler.json")).doesNotExist();
  }

  @Test
  void history_tellsLossesAndScores() throws IOException {
    Gans gans = Gans.in(folder, 20);
    List<GanReport> reports = new ArrayList<>();
    GanSettings settings = Gans.settings(GanKind.DENSE, 2, false, 0);
    try (TrainedGenerator generator =
        gans.train(settings, TrainingOptions.DEFAULT, "gan", reports)) {
      assertThat(generator.history()).isEqualTo(reports).hasSize(2);
    }
    GanReport second = reports.get(1);
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.epochs()).isEqualTo(2);
    assertThat(second.realScore()).isBetween(0.0, 1.0);
    assertThat(second.fakeScore()).isBetween(0.0, 1.0);
    assertThat(gans.history("gan"))
        .startsWith("epoch,generatorLoss,discriminatorLoss,realScore,fakeScore")
        .contains(
            "2,%s,%s,%s,%s"
                .formatted(
                    second.generatorLoss(),
                    second.discriminatorLoss(),
                    second.realScore(),
                    second.fakeScore()));
  }

  @Test
  void lossThatIsNotFinite_failsWithItsPlaceAndKeepsTheCheckpoint() throws IOException {
    Gans gans = Gans.in(folder, 20);
    GanSettings plain = Gans.settings(GanKind.DENSE, 3, false, 0);
    GanSettings wild =
        new GanSettings(
            plain.kind(),
            6,
            plain.output(),
            GanLoss.LEAST_SQUARES,
            "rmsprop",
            1e38,
            1e38,
            0.5,
            8,
            3,
            0,
            false,
            0,
            3);
    gans.stop(wild, "gan", 0);
    Path checkpoint = gans.directory("gan").resolve("checkpoint/last.bin");
    byte[] before = Files.readAllBytes(checkpoint);
    assertThatThrownBy(() -> gans.train(wild, "gan"))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageMatching("the (generator|discriminator)'s loss is .* in epoch 1, batch .*");
    assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
    assertThat(gans.directory("gan").resolve("generator.json")).doesNotExist();
  }

  private static GanSettings withSeed(GanSettings s, long seed) {
    return new GanSettings(
        s.kind(),
        s.noise(),
        s.output(),
        s.loss(),
        s.optimizer(),
        s.rate(),
        s.discriminatorRate(),
        s.beta1(),
        s.batchSize(),
        s.epochs(),
        s.labelSmoothing(),
        s.spectralNorm(),
        s.averaging(),
        seed);
  }

  private static double mean(float[][] samples, int index) {
    double sum = 0;
    for (float[] sample : samples) {
      sum += sample[index];
    }
    return sum / samples.length;
  }

  private static double deviation(float[][] samples, int index, double mean) {
    double sum = 0;
    for (float[] sample : samples) {
      sum += (sample[index] - mean) * (sample[index] - mean);
    }
    return Math.sqrt(sum / samples.length);
  }
}
