package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.engine.CounterRandom;

/** Trainings of nets with batch normalisation, whose running statistics no optimiser updates. */
class RunningStatisticsTest {
  private static final int SIDE = 24;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"net3, BEST", "net3, LAST", "house-cnn, BEST"})
  void stoppedTraining_resumesBitEqual(String net, Keep keep) throws IOException {
    Trainings trainings = new Trainings(folder, rows(net.equals("net3")));
    NetSettings settings =
        new NetSettings(net, "adam", 1e-3, Schedule.cosine(1), 7, 3, 0, keep, 1, 1, 0.3, 0, 5);
    trainings.stop(settings, "resumed", 2);
    trainings.stop(settings, "resumed", 3);
    try (TrainedNet one = trainings.train(settings, "undisturbed");
        TrainedNet two = trainings.train(settings, "resumed")) {
      trainings.assertEqual(one, two);
    }
    assertThat(trainings.history("resumed")).isEqualTo(trainings.history("undisturbed"));
  }

  /** Twenty rows, fourteen of them to train on. */
  private LabelledRows rows(boolean pictures) throws IOException {
    RowShape shape = pictures ? RowShape.picture(3, SIDE, SIDE) : RowShape.frames(SIDE, SIDE);
    CounterRandom random = CounterRandom.of(1, "pictures");
    Path file = folder.resolve("rows.f32");
    int[] labels = new int[20];
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, shape.floats())) {
      for (int row = 0; row < labels.length; row++) {
        labels[row] = row % 2;
        float[] values = new float[shape.floats()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.uniform(row * 100_000L + i) + 0.2 * labels[row]);
        }
        writer.append(values);
      }
    }
    int[] train = new int[14];
    int[] validation = new int[6];
    Arrays.setAll(train, i -> i);
    Arrays.setAll(validation, i -> 14 + i);
    return new LabelledRows(
        MappedSet.open(file, shape.floats()), labels, train, validation, shape, 2);
  }
}
