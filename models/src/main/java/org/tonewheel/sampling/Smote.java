package org.tonewheel.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Rows between real rows (SMOTE: Chawla et al., JAIR 16, 2002): a random row of the genre, one of
 * its nearest neighbours within the genre, and a point of the line between them, drawn evenly; as
 * imbalanced-learn 0.14 does on standardised rows. Where the rows come out is not standardised.
 *
 * <p>Neighbours are nearest by Euclidean distance over all values, standardised over the training
 * side of all genres (see {@link Scaler}). A genre with {@code neighbours} rows or fewer takes all
 * others of its rows as neighbours.
 *
 * <p>The rows of a genre that samples are asked of are held as doubles: 8 bytes a value, so 4.2 kB
 * a row of 16 × 33 values. The neighbours of a row are sought when it is first drawn, which reads
 * through its genre.
 */
public final class Smote implements Oversampling {
  /** Most rows of a genre: beyond it, seeking neighbours by reading through them takes too long. */
  static final int MOST_ROWS = 200_000;

  /** Most bytes that the rows of all genres may take. */
  static final long MOST_BYTES = 1L << 30;

  private final Rows set;
  private final GenreRows rows;
  private final RowShape shape;
  private final Scaler scaler;
  private final int neighbours;
  private final long seed;
  private final Map<Integer, GenreNeighbours> genres = new ConcurrentHashMap<>();

  /**
   * Measures the features, in two passes over the training rows that hold one at a time.
   *
   * @param set the rows, of which only training rows are read
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param shape what a row is; plain columns are one frame
   * @param neighbours how many nearest rows of the genre to draw from, at least 1; usually 5
   * @param seed fixes what is drawn
   * @throws IllegalArgumentException if there is no neighbour, or the shape is not that of the rows
   * @throws TrainingDataException if the side is empty, a row of it is not in the set or has no
   *     label, or there are too many rows to be held
   */
  public Smote(Rows set, int[] labels, int[] trainRows, RowShape shape, int neighbours, long seed) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours is " + neighbours + ", but must be positive");
    }
    if (set.rowFloats() != shape.floats()) {
      throw new IllegalArgumentException("rows of " + set.rowFloats() + " floats are not " + shape);
    }
    this.set = set;
    this.rows = new GenreRows(labels, trainRows);
    this.shape = shape;
    this.neighbours = neighbours;
    this.seed = seed;
    for (int genre = 0; genre < rows.genres(); genre++) {
      checkSize(genre, rows.count(genre), trainRows.length, set.rowFloats());
    }
    this.scaler = Scaler.fit(set, trainRows, shape);
  }

  /** Refuses what would not fit or never end. */
  static void checkSize(int genre, int ofGenre, int all, int rowFloats) {
    long bytes = (long) all * rowFloats * Double.BYTES;
    if (ofGenre > MOST_ROWS || bytes > MOST_BYTES) {
      throw new TrainingDataException(
          "SMOTE holds the training rows in memory: genre %d has %,d rows (at most %,d), and all %,d rows of %d values take %,d MB (at most %,d); train on fewer segments, on features of fewer frames, or use jitter"
              .formatted(genre, ofGenre, MOST_ROWS, all, rowFloats, bytes >> 20, MOST_BYTES >> 20));
    }
  }

  @Override
  public float[] sample(int genre, long i) {
    GenreRows.checkNumber(i);
    GenreNeighbours near = neighbours(genre);
    CounterRandom random = CounterRandom.of(seed, "smote", genre, i);
    int row = random.below(0, near.size());
    int[] candidates = near.of(row);
    int neighbour = candidates[random.below(1, candidates.length)];
    return between(near.number(row), near.number(neighbour), random.uniform(2));
  }

  /** The genre's rows and their neighbours. */
  GenreNeighbours neighbours(int genre) {
    return genres.computeIfAbsent(
        genre, g -> new GenreNeighbours(set, rows.of(g, 2), scaler, shape, neighbours));
  }

  /** The point of the line from one row of the set to another, {@code step} of the way. */
  float[] between(int from, int to, double step) {
    float[] row = new float[set.rowFloats()];
    float[] other = new float[set.rowFloats()];
    set.read(from, row);
    set.read(to, other);
    for (int index = 0; index < row.length; index++) {
      row[index] = (float) (row[index] + step * ((double) other[index] - row[index]));
    }
    return row;
  }
}
