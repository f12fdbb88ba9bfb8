package org.tonewheel.gan.quality;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import org.tonewheel.audio.SegmentStatistics;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.tribuo.TableRows;

/**
 * Statistics of some segments of a side.
 *
 * @param rows a row a segment, as {@link SegmentStatistics} makes it, and the genre of each
 * @param tracks a number for the track of each row; empty for synthetic rows
 * @param of how many rows the side has, of which these were drawn
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy, never compared
public record SideSample(TableRows rows, int[] tracks, int of) {

  /**
   * @throws IllegalArgumentException if there are tracks, but not one for each row
   */
  public SideSample {
    if (tracks.length != 0 && tracks.length != rows.size()) {
      throw new IllegalArgumentException(tracks.length + " tracks for " + rows.size() + " rows");
    }
  }

  /** The number of rows drawn. */
  public int size() {
    return rows.size();
  }

  /**
   * Draws rows of a side and sums up each; one row of frames is held at a time.
   *
   * @param set frames of features, a segment a row
   * @param labels the genre of each row of the set
   * @param tracks the track of each row of the set; empty if they have none
   * @param numbers the rows of the side
   * @param limit at most so many are drawn, genres in the shares that they have on the side
   * @throws TrainingDataException if a value is not finite; the message names the row
   */
  static SideSample draw(
      Rows set,
      RowShape shape,
      int[] labels,
      int[] tracks,
      int[] numbers,
      int limit,
      CounterRandom random) {
    int[] drawn = drawn(labels, numbers, limit, random);
    float[][] values = new float[drawn.length][];
    float[] row = new float[set.rowFloats()];
    int frames = shape.dimensions().get(0);
    for (int i = 0; i < drawn.length; i++) {
      set.read(drawn[i], row);
      values[i] = SegmentStatistics.of(row, frames, shape.features());
      for (float value : values[i]) {
        if (!Float.isFinite(value)) {
          throw new TrainingDataException(
              "row %d of the set has a value that is not finite; make the features anew"
                  .formatted(drawn[i]));
        }
      }
    }
    return new SideSample(
        new TableRows(values, Arrays.stream(drawn).map(n -> labels[n]).toArray()),
        tracks.length == 0 ? tracks : Arrays.stream(drawn).map(n -> tracks[n]).toArray(),
        numbers.length);
  }

  /**
   * A stratified draw: the rows of each genre in random order, then every genre's in turn along the
   * side, so that any run of them holds the genres in their shares.
   */
  private static int[] drawn(int[] labels, int[] numbers, int limit, CounterRandom random) {
    if (numbers.length <= limit) {
      return numbers;
    }
    int[] shuffled = random.permuted(numbers);
    int[] byGenre =
        Arrays.stream(shuffled)
            .boxed()
            .sorted((a, b) -> Integer.compare(labels[a], labels[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] drawn = new int[limit];
    for (int i = 0; i < limit; i++) {
      drawn[i] = byGenre[Ints.checkedCast((long) i * numbers.length / limit)];
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
