package org.tonewheel.nets;

import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.nets.engine.CounterRandom;

/** Rows whose class lies in the slope of their features over the frames, under noise. */
final class SyntheticRows {
  static final int FRAMES = 6;
  static final int FEATURES = 4;
  static final int CLASSES = 3;

  private SyntheticRows() {}

  /** Two thirds of the rows train, every third validates. */
  static LabelledRows write(Path file, int rows, long seed) throws IOException {
    CounterRandom random = CounterRandom.of(seed, "synthetic rows");
    int[] labels = new int[rows];
    int[] train = new int[rows - rows / 3];
    int[] validation = new int[rows / 3];
    long draw = 0;
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, FRAMES * FEATURES)) {
      for (int row = 0; row < rows; row++) {
        labels[row] = random.below(draw++, CLASSES);
        float[] values = new float[FRAMES * FEATURES];
        for (int i = 0; i < values.length; i++) {
          double slope = (labels[row] - 1) * (i % FEATURES + 1) * (i / FEATURES);
          values[i] = (float) (40 + slope + 8 * (random.uniform(draw++) - 0.5));
        }
        writer.append(values);
        if (row % 3 == 2) {
          validation[row / 3] = row;
        } else {
          train[row - row / 3] = row;
        }
      }
    }
    MappedSet set = MappedSet.open(file, FRAMES * FEATURES);
    return new LabelledRows(
        set, labels, train, validation, RowShape.frames(FRAMES, FEATURES), CLASSES);
  }
}
