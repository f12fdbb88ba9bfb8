package org.tonewheel.sampling;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.neighbour.NeighboursQuery;
import org.tribuo.math.neighbour.bruteforce.NeighboursBruteForceFactory;

/** The rows of one genre, standardised, and which lie nearest to each. */
final class GenreNeighbours {
  private final int[] numbers;
  private final DenseVector[] points;
  private final NeighboursQuery query;
  private final int neighbours;
  private final Map<Integer, int[]> found = new ConcurrentHashMap<>();

  /**
   * Reads the rows.
   *
   * @param numbers the genre's rows in the set, at least two
   * @param neighbours how many to find of each row, where there are so many others
   */
  GenreNeighbours(Rows set, int[] numbers, Scaler scaler, RowShape shape, int neighbours) {
    this.numbers = numbers;
    this.neighbours = Math.min(neighbours, numbers.length - 1);
    points = new DenseVector[numbers.length];
    float[] row = new float[set.rowFloats()];
    for (int i = 0; i < numbers.length; i++) {
      set.read(numbers[i], row);
      scaler.apply(row, shape);
      double[] values = new double[row.length];
      for (int index = 0; index < row.length; index++) {
        values[index] = row[index];
      }
      points[i] = DenseVector.createDenseVector(values);
    }
    // Of many columns a tree visits every point too, and does more at each.
    query =
        new NeighboursBruteForceFactory(DistanceType.L2.getDistance(), 1)
            .createNeighboursQuery(points);
  }

  /** How many rows there are. */
  int size() {
    return numbers.length;
  }

  /** The number in the set of the genre's row {@code row}. */
  int number(int row) {
    return numbers[row];
  }

  /** Rows of the genre that are nearest to one, nearest first, itself not among them. */
  int[] of(int row) {
    return found.computeIfAbsent(row, this::find);
  }

  private int[] find(int row) {
    // A row is its own nearest neighbour, but where others equal it, not always the first one
    // found, nor even among those found.
    return query.query(points[row], neighbours + 1).stream()
        .mapToInt(Pair::getA)
        .filter(other -> other != row)
        .limit(neighbours)
        .toArray();
  }
}
