package org.tonewheel.projection;

import java.util.Arrays;
import org.tonewheel.neighbours.Nearest;
import org.tonewheel.neighbours.NeighbourTree;

/**
 * How much points belong together: t-SNE's joint probabilities, sparse as in van der Maaten, JMLR
 * 15, 2014, and equal to scikit-learn's {@code _joint_probabilities_nn}. A point has {@code 3 ×
 * perplexity + 1} neighbours, found exactly; beyond them probabilities are 0.
 *
 * <p>Each pair is held once. Holds 8 bytes a pair, of which there are at most {@code points ×
 * neighbours}; while it is made, 12 bytes more for each neighbour of each point.
 */
final class Affinities {
  private static final int SEARCH_STEPS = 100;
  private static final double TOLERANCE = 1e-5; // nats of entropy
  private static final double LEAST_SUM = 1e-8;

  private final int[] starts;
  private final int[] others;
  private final float[] probabilities;

  private Affinities(int[] starts, int[] others, float[] probabilities) {
    this.starts = starts;
    this.others = others;
    this.probabilities = probabilities;
  }

  /** Joint probabilities of points given by their rows, which must be finite and equally long. */
  static Affinities of(double[][] rows, double perplexity) {
    int points = rows.length;
    int columns = rows[0].length;
    double[] values = new double[Math.multiplyExact(points, columns)];
    for (int point = 0; point < points; point++) {
      System.arraycopy(rows[point], 0, values, point * columns, columns);
    }
    int count = Math.min(points - 1, (int) (3 * perplexity + 1));
    int[] near = new int[Math.multiplyExact(points, count)];
    double[] conditional = new double[near.length];
    Neighbourhood neighbourhood = new Neighbourhood(new NeighbourTree(values, columns), count);
    for (int point = 0; point < points; point++) {
      neighbourhood.find(point, near, conditional);
      condition(conditional, point * count, count, Math.log(perplexity));
    }
    return joint(points, count, near, conditional);
  }

  /** Finds the neighbours of a point, ordered by number, so that they can be looked up. */
  private static final class Neighbourhood {
    private final NeighbourTree tree;
    private final int count;
    private final Nearest nearest;
    private final int[] found;
    private final double[] squared;
    private final long[] sorted;

    Neighbourhood(NeighbourTree tree, int count) {
      this.tree = tree;
      this.count = count;
      nearest = new Nearest(count);
      found = new int[count];
      squared = new double[count];
      sorted = new long[count];
    }

    void find(int point, int[] near, double[] distances) {
      tree.findOthers(point, nearest);
      nearest.drain(found, squared, 0);
      for (int i = 0; i < count; i++) {
        // Single precision, as scikit-learn's distances are.
        sorted[i] = (long) found[i] << 32 | Float.floatToIntBits((float) squared[i]);
      }
      Arrays.sort(sorted);
      for (int i = 0; i < count; i++) {
        near[point * count + i] = (int) (sorted[i] >>> 32);
        distances[point * count + i] = Float.intBitsToFloat((int) sorted[i]);
      }
    }
  }

  /** Turns squared distances into probabilities whose entropy is the one wanted. */
  private static void condition(double[] values, int from, int count, double wantedEntropy) {
    double[] distances = Arrays.copyOfRange(values, from, from + count);
    double lowest = Double.NEGATIVE_INFINITY;
    double highest = Double.POSITIVE_INFINITY;
    double precision = 1;
    for (int step = 0; step < SEARCH_STEPS; step++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        values[from + i] = Math.exp(-distances[i] * precision);
        sum += values[from + i];
      }
      sum = sum == 0 ? LEAST_SUM : sum;
      double mean = 0;
      for (int i = 0; i < count; i++) {
        values[from + i] /= sum;
        mean += distances[i] * values[from + i];
      }
      double tooMuch = Math.log(sum) + precision * mean - wantedEntropy;
      if (Math.abs(tooMuch) <= TOLERANCE) {
        return;
      }
      if (tooMuch > 0) {
        lowest = precision;
        precision = Double.isInfinite(highest) ? precision * 2 : (precision + highest) / 2;
      } else {
        highest = precision;
        precision = Double.isInfinite(lowest) ? precision / 2 : (precision + lowest) / 2;
      }
    }
  }

  private static Affinities joint(int points, int count, int[] near, double[] conditional) {
    double sum = 0;
    int[] starts = new int[points + 1];
    for (int point = 0; point < points; point++) {
      for (int i = point * count; i < (point + 1) * count; i++) {
        sum += 2 * conditional[i];
        int first = first(near, count, point, i);
        if (first >= 0) {
          starts[first + 1]++;
        }
      }
    }
    for (int point = 0; point < points; point++) {
      starts[point + 1] += starts[point];
    }
    int[] others = new int[starts[points]];
    float[] probabilities = new float[others.length];
    int[] next = Arrays.copyOf(starts, points);
    for (int point = 0; point < points; point++) {
      for (int i = point * count; i < (point + 1) * count; i++) {
        int first = first(near, count, point, i);
        if (first >= 0) {
          int back = place(near, count, near[i], point);
          double both = conditional[i] + (back < 0 ? 0 : conditional[back]);
          others[next[first]] = Math.max(point, near[i]);
          probabilities[next[first]++] = (float) (both / sum);
        }
      }
    }
    return new Affinities(starts, others, probabilities);
  }

  /** The lower of the two points of an entry; -1 if the other one has an entry for both. */
  private static int first(int[] near, int count, int point, int entry) {
    int other = near[entry];
    return point < other ? point : place(near, count, other, point) < 0 ? other : -1;
  }

  /** Where a point stands among the neighbours of another; negative if it is none. */
  private static int place(int[] near, int count, int of, int point) {
    return Arrays.binarySearch(near, of * count, (of + 1) * count, point);
  }

  /** The number of points. */
  int points() {
    return starts.length - 1;
  }

  /** The probability of a pair; 0 if neither is the other's neighbour. */
  double probability(int one, int other) {
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    for (int edge = starts[low]; edge < starts[low + 1]; edge++) {
      if (others[edge] == high) {
        return probabilities[edge];
      }
    }
    return 0;
  }

  /**
   * Adds the forces that draw points together, {@code p q (y_i - y_j)} with {@code q = 1 / (1 +
   * |y_i - y_j|²)}.
   */
  void attract(Layout layout, double[] forceX, double[] forceY) {
    double[] x = layout.x();
    double[] y = layout.y();
    for (int point = 0; point < starts.length - 1; point++) {
      double ownX = x[point];
      double ownY = y[point];
      double sumX = 0;
      double sumY = 0;
      for (int edge = starts[point]; edge < starts[point + 1]; edge++) {
        int other = others[edge];
        double dx = ownX - x[other];
        double dy = ownY - y[other];
        double force = probabilities[edge] / (1 + dx * dx + dy * dy);
        sumX += force * dx;
        sumY += force * dy;
        forceX[other] -= force * dx;
        forceY[other] -= force * dy;
      }
      forceX[point] += sumX;
      forceY[point] += sumY;
    }
  }

  /**
   * The Kullback-Leibler divergence of a layout from these, in nats.
   *
   * @param normalisation sum of {@code q} over all pairs, each counted twice
   */
  double divergence(Layout layout, double normalisation) {
    double sum = 0;
    for (int point = 0; point < starts.length - 1; point++) {
      for (int edge = starts[point]; edge < starts[point + 1]; edge++) {
        double dx = layout.x()[point] - layout.x()[others[edge]];
        double dy = layout.y()[point] - layout.y()[others[edge]];
        double p = Math.max(probabilities[edge], Float.MIN_NORMAL);
        double q = Math.max(1 / (1 + dx * dx + dy * dy) / normalisation, Float.MIN_NORMAL);
        sum += 2 * probabilities[edge] * Math.log(p / q);
      }
    }
    return sum;
  }
}
