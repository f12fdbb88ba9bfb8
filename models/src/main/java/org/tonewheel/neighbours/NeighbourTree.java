package org.tonewheel.neighbours;

import java.util.Arrays;

/**
 * Points arranged so that the nearest ones to a point are found without looking at all: a k-d tree
 * (Bentley, CACM 18, 1975) that halves the points along the column where they spread widest, down
 * to blocks of at most {@value #MOST_IN_BLOCK}. Exact, and as near as scikit-learn's {@code KDTree}
 * says: squared differences are added in the order of the columns. Of points equally far, the one
 * of the lowest number is the nearer.
 *
 * <p>In a block the values lie column by column, so that the distances to all its points are
 * computed side by side. With many columns no block can be passed over, and little is lost by
 * having asked.
 *
 * <p>Holds 8 bytes a value, 8 bytes a point, and for each of {@code points / 16} to {@code points /
 * 8} nodes 16 bytes a column: 10 bytes a value and 8 a point at most. Building holds the given
 * values beside it. Immutable; many threads may ask at once.
 */
public final class NeighbourTree {
  /** So many fill the processor's vectors and are still few to look at in vain. */
  static final int MOST_IN_BLOCK = 32;

  private final int points;
  private final int columns;

  /** The first node of the lowest level; node {@code n} has the children 2n + 1 and 2n + 2. */
  private final int firstBlock;

  /** Numbers of the points, block after block. */
  private final int[] order;

  /** Where in that order each point is. */
  private final int[] places;

  /** Values of the points, block after block, and in each column after column. */
  private final double[] values;

  /** Of each node, the lowest and then the highest value of every column. */
  private final double[] bounds;

  /**
   * Builds the tree.
   *
   * @param values finite, one point after the other; not kept
   * @param columns values a point, at least 1
   * @throws IllegalArgumentException if there is no point, or part of one
   */
  public NeighbourTree(double[] values, int columns) {
    if (columns < 1 || values.length == 0 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d values are no points of %d columns".formatted(values.length, columns));
    }
    this.points = values.length / columns;
    this.columns = columns;
    int blocks = 1;
    while ((points + blocks - 1) / blocks > MOST_IN_BLOCK) {
      blocks *= 2;
    }
    firstBlock = blocks - 1;
    order = new int[points];
    places = new int[points];
    Arrays.setAll(order, i -> i);
    bounds = new double[Math.multiplyExact(2 * blocks - 1, 2 * columns)];
    this.values = new double[values.length];
    divide(values, 0, 0, points);
    for (int place = 0; place < points; place++) {
      places[order[place]] = place;
    }
  }

  /** The number of points. */
  public int size() {
    return points;
  }

  private void divide(double[] given, int node, int from, int to) {
    bound(given, node, from, to);
    if (node >= firstBlock) {
      Arrays.sort(order, from, to);
      int count = to - from;
      for (int column = 0; column < columns; column++) {
        int start = from * columns + column * count;
        for (int i = 0; i < count; i++) {
          values[start + i] = given[order[from + i] * columns + column];
        }
      }
      return;
    }
    int middle = (from + to) >>> 1;
    select(given, widest(node), from, to - 1, middle);
    divide(given, 2 * node + 1, from, middle);
    divide(given, 2 * node + 2, middle, to);
  }

  private void bound(double[] given, int node, int from, int to) {
    int low = node * 2 * columns;
    int high = low + columns;
    Arrays.fill(bounds, low, high, Double.POSITIVE_INFINITY);
    Arrays.fill(bounds, high, high + columns, Double.NEGATIVE_INFINITY);
    for (int i = from; i < to; i++) {
      int start = order[i] * columns;
      for (int column = 0; column < columns; column++) {
        double value = given[start + column];
        bounds[low + column] = Math.min(bounds[low + column], value);
        bounds[high + column] = Math.max(bounds[high + column], value);
      }
    }
  }

  private int widest(int node) {
    int low = node * 2 * columns;
    int widest = 0;
    double width = -1;
    for (int column = 0; column < columns; column++) {
      double own = bounds[low + columns + column] - bounds[low + column];
      if (own > width) {
        width = own;
        widest = column;
      }
    }
    return widest;
  }

  /** Brings the point of rank {@code rank} in a column to its place (Hoare's quickselect). */
  private void select(double[] given, int column, int from, int to, int rank) {
    while (from < to) {
      int pivot = order[(from + to) >>> 1];
      int i = from;
      int j = to;
      while (i <= j) {
        while (before(given, column, order[i], pivot)) {
          i++;
        }
        while (before(given, column, pivot, order[j])) {
          j--;
        }
        if (i <= j) {
          int held = order[i];
          order[i++] = order[j];
          order[j--] = held;
        }
      }
      if (rank <= j) {
        to = j;
      } else if (rank >= i) {
        from = i;
      } else {
        return;
      }
    }
  }

  /** By value, then by number: no two are alike, so many equal values do no harm. */
  private boolean before(double[] given, int column, int one, int other) {
    double difference = given[one * columns + column] - given[other * columns + column];
    return difference < 0 || (difference == 0 && one < other);
  }

  /**
   * Finds the points nearest to one of them, itself left out.
   *
   * @param number of the point, in the order in which they were given
   * @param nearest cleared, and filled with as many as it takes and there are
   * @throws IndexOutOfBoundsException if there is no such point
   */
  public void findOthers(int number, Nearest nearest) {
    nearest.clear();
    new Search(point(number), number, nearest).visit(0, 0, points);
  }

  private double[] point(int number) {
    int place = places[number];
    int from = 0;
    int to = points;
    for (int node = 0; node < firstBlock; ) {
      int middle = (from + to) >>> 1;
      boolean left = place < middle;
      node = 2 * node + (left ? 1 : 2);
      from = left ? from : middle;
      to = left ? middle : to;
    }
    double[] point = new double[columns];
    for (int column = 0; column < columns; column++) {
      point[column] = values[from * columns + column * (to - from) + place - from];
    }
    return point;
  }

  /** One question to the tree. */
  private final class Search {
    private final double[] point;
    private final int except;
    private final Nearest nearest;
    private final double[] distances = new double[MOST_IN_BLOCK];

    Search(double[] point, int except, Nearest nearest) {
      this.point = point;
      this.except = except;
      this.nearest = nearest;
    }

    void visit(int node, int from, int to) {
      if (node >= firstBlock) {
        look(from, to - from);
        return;
      }
      int middle = (from + to) >>> 1;
      int left = 2 * node + 1;
      double toLeft = distance(left);
      double toRight = distance(left + 1);
      // Those as far as the farthest found may have lower numbers.
      if (toLeft <= toRight) {
        if (toLeft <= nearest.farthest()) {
          visit(left, from, middle);
        }
        if (toRight <= nearest.farthest()) {
          visit(left + 1, middle, to);
        }
      } else {
        if (toRight <= nearest.farthest()) {
          visit(left + 1, middle, to);
        }
        if (toLeft <= nearest.farthest()) {
          visit(left, from, middle);
        }
      }
    }

    /**
     * The squared distance to the box round a node's points. It is rounded as theirs are, and so
     * never above the least of them.
     */
    private double distance(int node) {
      int low = node * 2 * columns;
      int high = low + columns;
      double sum = 0;
      for (int column = 0; column < columns; column++) {
        double below = bounds[low + column] - point[column];
        double above = point[column] - bounds[high + column];
        // one of the two at most is positive; without branches, twice that
        double outside = 0.5 * (below + Math.abs(below) + (above + Math.abs(above)));
        sum += outside * outside;
      }
      return sum;
    }

    private void look(int from, int count) {
      measure(from * columns, count);
      double farthest = nearest.farthest();
      for (int i = 0; i < count; i++) {
        if (distances[i] <= farthest && order[from + i] != except) {
          nearest.offer(order[from + i], distances[i]);
          farthest = nearest.farthest();
        }
      }
    }

    private void measure(int start, int count) {
      Arrays.fill(distances, 0, count, 0);
      int column = 0;
      // four columns a pass: the sums are written a quarter as often
      for (; column + 3 < columns; column += 4) {
        four(distances, count, start + column * count, column);
      }
      for (; column < columns; column++) {
        one(distances, count, start + column * count, point[column]);
      }
    }

    private void four(double[] sums, int count, int start, int column) {
      double a = point[column];
      double b = point[column + 1];
      double c = point[column + 2];
      double d = point[column + 3];
      int second = start + count;
      int third = second + count;
      int fourth = third + count;
      for (int i = 0; i < count; i++) {
        double inA = values[start + i] - a;
        double inB = values[second + i] - b;
        double inC = values[third + i] - c;
        double inD = values[fourth + i] - d;
        sums[i] = sums[i] + inA * inA + inB * inB + inC * inC + inD * inD;
      }
    }

    private void one(double[] sums, int count, int start, double a) {
      for (int i = 0; i < count; i++) {
        double inA = values[start + i] - a;
        sums[i] += inA * inA;
      }
    }
  }
}
