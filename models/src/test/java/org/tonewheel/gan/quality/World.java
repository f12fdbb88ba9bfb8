package org.tonewheel.gan.quality;

import java.util.List;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.tribuo.TableRows;

/**
 * A made world of three genres: rows of 12 columns, of which 3 are means over frames, with genre,
 * track and segment each adding their part.
 *
 * @param tracks of each genre
 * @param segments of each track
 * @param separation of the genres' means, in deviations of a segment
 * @param spread deviation of the parts of tracks and segments
 * @param shift added to every value
 */
record World(int tracks, int segments, double separation, double spread, double shift) {
  static final List<String> GENRES = List.of("blues", "jazz", "metal");
  static final int COLUMNS = 12;
  static final int FRAME_MEANS = 3;

  /** Rows of other tracks for every seed. */
  SideSample rows(long seed) {
    int rows = GENRES.size() * tracks * segments;
    float[][] values = new float[rows][COLUMNS];
    int[] labels = new int[rows];
    int[] numbers = new int[rows];
    for (int row = 0; row < rows; row++) {
      numbers[row] = row / segments;
      labels[row] = numbers[row] / tracks;
      CounterRandom ofTrack = CounterRandom.of(seed, "world track", numbers[row]);
      CounterRandom ofSegment = CounterRandom.of(seed, "world segment", row);
      for (int column = 0; column < COLUMNS; column++) {
        double genre = (column + labels[row]) % 3 == 0 ? separation : 0;
        double part = 0.6 * ofTrack.normal(column) + 0.8 * ofSegment.normal(column);
        values[row][column] = (float) (5 + genre + spread * part + shift);
      }
    }
    return new SideSample(new TableRows(values, labels), numbers, rows);
  }

  static SideSample none() {
    return new SideSample(new TableRows(new float[0][], new int[0]), new int[0], 0);
  }

  /** These synthetic rows against a real world of 20 tracks of 6 segments a genre. */
  static QualityInput against(SideSample synthetic) {
    World real = real();
    return new QualityInput(
        GENRES, FRAME_MEANS, real.rows(1), real.rows(2), real.rows(3), synthetic);
  }

  static World real() {
    return new World(20, 6, 3, 1, 0);
  }
}
