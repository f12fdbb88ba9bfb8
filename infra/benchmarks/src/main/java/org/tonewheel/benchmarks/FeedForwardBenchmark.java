package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.tribuo.FeedForwardSettings;
import org.tonewheel.tribuo.TableDomain;
import org.tonewheel.tribuo.TableRows;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/**
 * What the feed-forward benchmark trains: a net of the second paper on a folder of prepared rows.
 *
 * @param rows folder with {@code SIDE.f32} (rows of floats) and {@code SIDE.i32} (labels), little
 *     endian, for the sides train, validation and test
 * @param settings of the net, class weights balanced
 */
record FeedForwardBenchmark(Path rows, FeedForwardSettings settings) {
  private static final int GENRES = 10;
  private static final int PATIENCE = 5;

  /**
   * Reads {@code MODE ROWS HIDDEN DROPOUT RATE BATCH EPOCHS SEED}, units as {@code 256/128/64}.
   *
   * @throws IllegalArgumentException if one is missing or no number
   */
  static FeedForwardBenchmark parse(String[] arguments) {
    if (arguments.length != 8) {
      throw new IllegalArgumentException(
          "expected MODE ROWS HIDDEN DROPOUT RATE BATCH EPOCHS SEED, got "
              + String.join(" ", arguments));
    }
    return new FeedForwardBenchmark(
        Path.of(arguments[1]),
        new FeedForwardSettings(
            Arrays.stream(arguments[2].split("/", -1)).map(Integer::valueOf).toList(),
            Double.parseDouble(arguments[3]),
            Double.parseDouble(arguments[4]),
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]),
            PATIENCE,
            true,
            Long.parseLong(arguments[7])));
  }

  /** The same net, whose training does not end by itself. */
  FeedForwardSettings endless() {
    return new FeedForwardSettings(
        settings.hidden(),
        settings.dropout(),
        settings.rate(),
        settings.batchSize(),
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        settings.balanced(),
        settings.seed());
  }

  /** The rows of one side. */
  Dataset<Label> side(String name) throws IOException {
    int[] labels = ints(rows.resolve(name + ".i32"));
    FloatBuffer all = littleEndian(rows.resolve(name + ".f32")).asFloatBuffer();
    int columns = all.remaining() / labels.length;
    float[][] values = new float[labels.length][columns];
    for (float[] row : values) {
      all.get(row);
    }
    TableDomain domain =
        new TableDomain(names("column", columns), names("genre", GENRES));
    return domain.dataset(new TableRows(values, labels), name + " rows");
  }

  private static List<String> names(String what, int count) {
    return IntStream.range(0, count).mapToObj(i -> what + i).toList();
  }

  private static int[] ints(Path file) throws IOException {
    ByteBuffer bytes = littleEndian(file);
    int[] values = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer littleEndian(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
