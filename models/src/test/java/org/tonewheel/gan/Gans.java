package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.MappedSet;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.CounterRandom;

/** Trainings of GANs on the same rows, each in a directory of its own. */
record Gans(Path folder, GanData data) {
  static final int FRAMES = 3;
  static final int FEATURES = 4;

  /** Rows of two classes about 50 and 90, a deviation of 4 around each. */
  static Gans in(Path folder, int rows) throws IOException {
    CounterRandom random = CounterRandom.of(1, "two clouds");
    int[] labels = new int[rows];
    int[] train = new int[rows];
    Path file = folder.resolve("rows.f32");
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, FRAMES * FEATURES)) {
      for (int row = 0; row < rows; row++) {
        labels[row] = row % 2;
        train[row] = row;
        float[] values = new float[FRAMES * FEATURES];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (centre(labels[row], i) + 4 * random.normal(row * 100L + i));
        }
        writer.append(values);
      }
    }
    MappedSet set = MappedSet.open(file, FRAMES * FEATURES);
    RowShape shape = RowShape.frames(FRAMES, FEATURES);
    return new Gans(folder, new GanData(set, labels, train, shape, 2, true));
  }

  /** The mean of a class's value. */
  static double centre(int label, int index) {
    return label == 0 ? 50 + index / 2.0 : 90 - index / 2.0;
  }

  /** In batches of eight. */
  static GanSettings settings(GanKind kind, int epochs, boolean spectralNorm, double averaging) {
    return new GanSettings(
        kind,
        6,
        GanOutput.LINEAR,
        GanLoss.CROSS_ENTROPY,
        "adam",
        1e-3,
        5e-4,
        0.5,
        8,
        epochs,
        0.1,
        spectralNorm,
        averaging,
        3);
  }

  Path directory(String name) {
    return folder.resolve(name);
  }

  TrainedGenerator train(GanSettings settings, String name) throws IOException {
    return train(settings, TrainingOptions.DEFAULT, name, new ArrayList<>());
  }

  TrainedGenerator train(
      GanSettings settings, TrainingOptions options, String name, List<GanReport> reports)
      throws IOException {
    return new GanTrainer()
        .train(data, settings, options, directory(name), reports::add, () -> false);
  }

  /** Trains until the given number of batches is done. */
  void stop(GanSettings settings, String name, int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    BooleanSupplier stop = () -> left.getAndDecrement() <= 0;
    assertThatThrownBy(
            () ->
                new GanTrainer()
                    .train(
                        data,
                        settings,
                        TrainingOptions.DEFAULT,
                        directory(name),
                        report -> {},
                        stop))
        .isInstanceOf(TrainingStoppedException.class);
  }

  static void assertEqual(TrainedGenerator one, TrainedGenerator two) {
    assertThat(two.epochs()).isEqualTo(one.epochs());
    assertThat(two.ended()).isEqualTo(one.ended());
    assertThat(two.values()).isEqualTo(one.values());
    assertThat(samples(two, 1, 0, 3)).isDeepEqualTo(samples(one, 1, 0, 3));
  }

  static float[][] samples(TrainedGenerator generator, int genre, long from, int count) {
    List<float[]> samples = new ArrayList<>();
    generator.sample(genre, from, count, samples::add);
    return samples.toArray(float[][]::new);
  }

  /** {@code history.csv} without the seconds. */
  List<String> history(String name) throws IOException {
    return Files.readAllLines(directory(name).resolve("history.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  List<String> checkpoints(String name) throws IOException {
    try (var files = Files.list(directory(name).resolve("checkpoint"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
