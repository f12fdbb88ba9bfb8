package org.tonewheel.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tonewheel.nets.TrainingDataException;

/** The rows of the training side, genre by genre. */
final class GenreRows {
  private final int[][] rows;

  /**
   * @throws TrainingDataException if the side is empty, or a row of it is not in the set or has no
   *     label
   */
  GenreRows(int[] labels, int[] trainRows) {
    if (trainRows.length == 0) {
      throw new TrainingDataException(
          "the training side is empty; give it a share of the split or more tracks");
    }
    for (int row : trainRows) {
      if (row < 0 || row >= labels.length || labels[row] < 0) {
        throw new TrainingDataException(
            "the training side names row %d, which is not one of the %d rows or has no label"
                .formatted(row, labels.length));
      }
    }
    int genres = Arrays.stream(trainRows).map(row -> labels[row]).max().getAsInt() + 1;
    rows =
        IntStream.range(0, genres)
            .mapToObj(
                genre -> Arrays.stream(trainRows).filter(row -> labels[row] == genre).toArray())
            .toArray(int[][]::new);
  }

  /** One more than the highest label. */
  int genres() {
    return rows.length;
  }

  /** The number of the genre's rows; 0 for a genre that the side lacks. */
  int count(int genre) {
    return genre < 0 || genre >= rows.length ? 0 : rows[genre].length;
  }

  /**
   * The genre's rows, in the order of the side.
   *
   * @throws TrainingDataException if there are fewer than {@code least}
   */
  int[] of(int genre, int least) {
    if (count(genre) < least) {
      throw new TrainingDataException(
          "genre %d has %d rows on the training side, and %d are needed to make more of them; add tracks of it or leave the genre out"
              .formatted(genre, count(genre), least));
    }
    return rows[genre];
  }

  /** Checks the number of a sample. */
  static void checkNumber(long i) {
    if (i < 0) {
      throw new IllegalArgumentException("samples count from 0; there is no number " + i);
    }
  }
}
