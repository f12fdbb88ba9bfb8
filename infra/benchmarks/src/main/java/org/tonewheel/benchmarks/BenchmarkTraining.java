package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.tonewheel.nets.Keep;
import org.tonewheel.nets.LabelledRows;
import org.tonewheel.nets.MappedSet;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Schedule;

/**
 * What is trained: a net of the first paper, and rows of a file that a batch may meet more than
 * once.
 *
 * @param net name of the net
 * @param set rows of floats, see {@link MappedSet}
 * @param batchSize rows a step
 * @param epochSteps steps between two evaluations
 * @param validationRows rows of an evaluation
 * @param rate of Adam
 */
record BenchmarkTraining(
    String net, Path set, int batchSize, int epochSteps, int validationRows, double rate) {
  static final int CLASSES = 10;

  /**
   * Reads {@code NET SET BATCH EPOCH_STEPS VALIDATION_ROWS RATE}.
   *
   * <p>A GAN has no evaluations, and ignores their rows.
   *
   * @throws IllegalArgumentException if one is missing or no number
   */
  static BenchmarkTraining parse(String[] arguments) {
    if (arguments.length != 6) {
      throw new IllegalArgumentException(
          "expected NET SET BATCH EPOCH_STEPS VALIDATION_ROWS RATE, got "
              + String.join(" ", arguments));
    }
    return new BenchmarkTraining(
        arguments[0],
        Path.of(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]),
        Double.parseDouble(arguments[5]));
  }

  /** Segments of 16 frames for the recurrent net, pictures for the others. */
  RowShape shape() {
    return net.equals("net5") ? RowShape.frames(16, 33) : RowShape.picture(3, 180, 180);
  }

  /** As the paper's experiments train the net; it does not end by itself. */
  NetSettings settings() {
    Keep keep = net.equals("net5") ? Keep.BEST : Keep.LAST;
    return new NetSettings(
        net,
        "adam",
        rate,
        Schedule.CONSTANT,
        batchSize,
        Integer.MAX_VALUE,
        0,
        keep,
        128,
        2,
        0.3,
        0,
        1);
  }

  /** The rows, again and again until there are enough; row i is of class i modulo the classes. */
  LabelledRows rows() throws IOException {
    MappedSet rows = MappedSet.open(set, shape().floats());
    int count = Math.toIntExact(rows.rows());
    return new LabelledRows(
        rows,
        IntStream.range(0, count).map(row -> row % CLASSES).toArray(),
        repeated(count, Math.multiplyExact(epochSteps, batchSize)),
        repeated(count, validationRows),
        shape(),
        CLASSES);
  }

  private static int[] repeated(int rows, int length) {
    return IntStream.range(0, length).map(i -> i % rows).toArray();
  }
}
