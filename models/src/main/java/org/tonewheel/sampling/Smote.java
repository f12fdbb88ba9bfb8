package org.tonewheel.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Rows between real rows (SMOTE: Chawla et al., JAIR 16, 2002): a random row of the genre, one of
 * its nearest neighbours within the genre, and a point of the line between them, drawn evenly; as
 * imbalanced-learn 0.14 does.
 *
 * <p>Neighbours are nearest by Euclidean distance over all values. Rows of audio are first
 * standardised over the training side of all genres (see {@link Scaler}); where the made rows come
 * out is not standardised. Rows of a table are taken as they are, for they were prepared. A genre
 * with {@code neighbours} rows or fewer takes all others of its rows as neighbours.
 *
 * <p>Nominal columns of a table are treated as SMOTE-NC does: rows of different categories lie the
 * median deviation of the genre's numeric columns apart, and a made row has the category that most
 * neighbours of its real row have; which of several equally frequent is drawn.
 *
 * <p>Of the genres that samples are asked of, at most 10 bytes a value are held (a nominal variable
 * having a value for each of its categories), 20 bytes a row, and 40 more for each row that was
 * drawn: 190 bytes a row of 13 values, 5.4 kB a row of 16 × 33. While a genre's first sample is
 * made, its values are held a second time. The neighbours of a row are sought when it is first
 * drawn.
 */
public final class Smote implements Oversampling {
  /** Most rows of a genre: beyond it, seeking among many values takes too long. */
  static final int MOST_ROWS = 200_000;

  /** Most bytes that the rows of all genres may take. */
  static final long MOST_BYTES = 1L << 30;

  private final Rows set;
  private final GenreRows rows;
  private final Consumer<float[]> scaling;
  private final NominalColumns nominal;
  private final int[][] nominalColumns;
  private final int neighbours;
  private final long seed;
  private final Map<Integer, Genre> genres = new ConcurrentHashMap<>();

  /**
   * For rows of audio; measures the features, in two passes over the training rows that hold one at
   * a time.
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
    this(
        set,
        checked(set, labels, trainRows, shape.floats()),
        scaling(Scaler.fit(set, trainRows, shape), shape),
        NominalColumns.none(shape.floats()),
        neighbours,
        seed);
  }

  private Smote(
      Rows set,
      GenreRows rows,
      Consumer<float[]> scaling,
      NominalColumns nominal,
      int neighbours,
      long seed) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours is " + neighbours + ", but must be positive");
    }
    this.set = set;
    this.rows = rows;
    this.scaling = scaling;
    this.nominal = nominal;
    this.nominalColumns =
        IntStream.range(0, nominal.count()).mapToObj(nominal::of).toArray(int[][]::new);
    this.neighbours = neighbours;
    this.seed = seed;
  }

  /**
   * For rows of a table, as they were prepared.
   *
   * @param set the rows, of which only training rows are read
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param nominal which columns hold categories
   * @param neighbours how many nearest rows of the genre to draw from, at least 1; usually 5
   * @param seed fixes what is drawn
   * @throws IllegalArgumentException if there is no neighbour, or the columns are not those of the
   *     rows
   * @throws TrainingDataException if the side is empty, a row of it is not in the set or has no
   *     label, or there are too many rows to be held
   */
  public static Smote ofTable(
      Rows set, int[] labels, int[] trainRows, NominalColumns nominal, int neighbours, long seed) {
    GenreRows rows = checked(set, labels, trainRows, nominal.columns());
    return new Smote(set, rows, row -> {}, nominal, neighbours, seed);
  }

  private static GenreRows checked(Rows set, int[] labels, int[] trainRows, int rowFloats) {
    if (set.rowFloats() != rowFloats) {
      throw new IllegalArgumentException(
          "rows have %d floats, not %d".formatted(set.rowFloats(), rowFloats));
    }
    GenreRows rows = new GenreRows(labels, trainRows);
    for (int genre = 0; genre < rows.genres(); genre++) {
      checkSize(genre, rows.count(genre), trainRows.length, rowFloats);
    }
    return rows;
  }

  private static Consumer<float[]> scaling(Scaler scaler, RowShape shape) {
    return row -> scaler.apply(row, shape);
  }

  /** Refuses what would not fit or never end. */
  static void checkSize(int genre, int ofGenre, int all, int rowFloats) {
    long bytes = (long) all * rowFloats * Double.BYTES;
    if (ofGenre > MOST_ROWS || bytes > MOST_BYTES) {
      throw new TrainingDataException(
          "SMOTE holds the training rows in memory: genre %d has %,d rows (at most %,d), and all %,d rows of %d values take %,d MB (at most %,d); train on fewer segments, on features of fewer frames or columns of fewer categories, or use jitter"
              .formatted(genre, ofGenre, MOST_ROWS, all, rowFloats, bytes >> 20, MOST_BYTES >> 20));
    }
  }

  /** A genre's rows: which are near, and their categories. */
  private record Genre(GenreNeighbours near, MixedRows mixed) {}

  @Override
  public float[] sample(int genre, long i) {
    GenreRows.checkNumber(i);
    Genre own = genre(genre);
    GenreNeighbours near = own.near();
    CounterRandom random = CounterRandom.of(seed, "smote", genre, i);
    int row = random.below(0, near.size());
    int[] candidates = near.of(row);
    int neighbour = candidates[random.below(1, candidates.length)];
    float[] made = between(near.number(row), near.number(neighbour), random.uniform(2));
    for (int variable = 0; variable < nominalColumns.length; variable++) {
      int like = own.mixed().mostFrequent(variable, candidates, random.uniform(3 + variable));
      float[] other = read(near.number(like));
      for (int column : nominalColumns[variable]) {
        made[column] = other[column];
      }
    }
    return made;
  }

  /** The genre's rows and their neighbours. */
  GenreNeighbours neighbours(int genre) {
    return genre(genre).near();
  }

  private Genre genre(int genre) {
    return genres.computeIfAbsent(genre, this::arranged);
  }

  private Genre arranged(int genre) {
    int[] numbers = rows.of(genre, 2);
    float[] values = values(numbers);
    MixedRows mixed = new MixedRows(values, nominal);
    checkSize(genre, numbers.length, numbers.length, mixed.width());
    return new Genre(new GenreNeighbours(numbers, mixed.points(values), neighbours), mixed);
  }

  private float[] values(int[] numbers) {
    float[] values = new float[Math.multiplyExact(numbers.length, set.rowFloats())];
    for (int i = 0; i < numbers.length; i++) {
      float[] row = read(numbers[i]);
      for (int column = 0; column < row.length; column++) {
        if (!Float.isFinite(row[column])) {
          throw new TrainingDataException(
              "row %d has %s as value %d, and SMOTE needs finite ones; impute what is missing"
                  .formatted(numbers[i], row[column], column));
        }
      }
      scaling.accept(row);
      System.arraycopy(row, 0, values, i * row.length, row.length);
    }
    return values;
  }

  /** The point of the line from one row of the set to another, {@code step} of the way. */
  float[] between(int from, int to, double step) {
    float[] row = read(from);
    float[] other = read(to);
    for (int index = 0; index < row.length; index++) {
      row[index] = (float) (row[index] + step * ((double) other[index] - row[index]));
    }
    return row;
  }

  private float[] read(int number) {
    float[] row = new float[set.rowFloats()];
    set.read(number, row);
    return row;
  }
}
