package org.tonewheel.neighbours;

import java.util.Arrays;

/**
 * Points arranged so that the nearest ones to a point are found without looking at all: in blocks
 * of about {@value #IN_BLOCK}, divided as by a k-d tree (Bentley, CACM 18, 1975), again and again
 * where their values spread widest. A block is looked at only if the box round its points comes
 * near enough. Exact: of points equally far, the one of the lowest number is the nearer.
 *
 * <p>There is no tree to walk: distances to all boxes, and those to all points of a block, are
 * loops over arrays of equal index, which the virtual machine computes several at a time. In ten
 * columns and more a walk would come through half of the tree. With many columns all blocks are
 * looked at, and little is lost by having asked.
 *
 * <p>Holds at most 10 bytes a value and 8 bytes a point. Building holds the given values beside it.
 * Immutable; many threads may ask at once.
 */
public final class NeighbourBlocks {
  /** Points a block; so many fill the processor's vectors and are few to look at in vain. */
  static final int IN_BLOCK = 48;

  /** Blocks that are looked at in the order of their distance; the others in that of the points. */
  private static final int IN_ORDER = 6;

  private final int columns;

  /** Numbers of the points, block after block. */
  private final int[] order;

  /** Where in that order each point is. */
  private final int[] places;

  /** Where in that order each block begins, and where the last one ends. */
  private final int[] starts;

  /** By block and column, the values of its points. */
  private final double[][][] values;

  /** By column and block, the lowest value and the highest. */
  private final double[][] lows;

  private final double[][] highs;

  /**
   * Arranges points.
   *
   * @param given finite values, one point after the other; not kept
   * @param columns values a point, at least 1
   * @throws IllegalArgumentException if there is no point, or part of one
   */
  public NeighbourBlocks(double[] given, int columns) {
    if (columns < 1 || given.length == 0 || given.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d values are no points of %d columns".formatted(given.length, columns));
    }
    this.columns = columns;
    int points = given.length / columns;
    int blocks = (points + IN_BLOCK - 1) / IN_BLOCK;
    order = new int[points];
    Arrays.setAll(order, i -> i);
    places = new int[points];
    starts = new int[blocks + 1];
    starts[blocks] = points;
    values = new double[blocks][][];
    lows = new double[columns][blocks];
    highs = new double[columns][blocks];
    divide(given, 0, blocks, 0, points);
    for (int place = 0; place < points; place++) {
      places[order[place]] = place;
    }
  }

  /** The number of points. */
  public int size() {
    return order.length;
  }

  /** Makes blocks {@code first} to {@code end} (exclusive) of a part of the points. */
  private void divide(double[] given, int first, int end, int from, int to) {
    if (end - first == 1) {
      Arrays.sort(order, from, to);
      fill(given, first, from, to);
      return;
    }
    int middleBlock = (first + end) >>> 1;
    int middle = from + (int) ((long) (to - from) * (middleBlock - first) / (end - first));
    select(given, widest(given, from, to), from, to - 1, middle);
    divide(given, first, middleBlock, from, middle);
    divide(given, middleBlock, end, middle, to);
  }

  private void fill(double[] given, int block, int from, int to) {
    starts[block] = from;
    values[block] = new double[columns][to - from];
    for (int column = 0; column < columns; column++) {
      double[] own = values[block][column];
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < own.length; i++) {
        own[i] = given[order[from + i] * columns + column];
        low = Math.min(low, own[i]);
        high = Math.max(high, own[i]);
      }
      lows[column][block] = low;
      highs[column][block] = high;
    }
  }

  /** The column in which points lie widest apart. */
  private int widest(double[] given, int from, int to) {
    double[] low = new double[columns];
    double[] high = new double[columns];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (int i = from; i < to; i++) {
      int start = order[i] * columns;
      for (int column = 0; column < columns; column++) {
        double value = given[start + column];
        low[column] = Math.min(low[column], value);
        high[column] = Math.max(high[column], value);
      }
    }
    int widest = 0;
    for (int column = 1; column < columns; column++) {
      widest = high[column] - low[column] > high[widest] - low[widest] ? column : widest;
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
    int place = places[number];
    int found = Arrays.binarySearch(starts, place);
    int home = found >= 0 ? found : -found - 2;
    double[] point = new double[columns];
    for (int column = 0; column < columns; column++) {
      point[column] = values[home][column][place - starts[home]];
    }
    double[] toBoxes = new double[values.length];
    for (int column = 0; column < columns; column++) {
      addOutside(toBoxes, lows[column], highs[column], point[column]);
    }
    double[] distances = new double[IN_BLOCK];
    look(home, number, point, distances, nearest);
    toBoxes[home] = Double.NaN; // nearer than nothing, farther than nothing
    for (int turn = 0; turn < IN_ORDER; turn++) {
      int next = least(toBoxes);
      if (!(toBoxes[next] <= nearest.farthest())) {
        return;
      }
      look(next, number, point, distances, nearest);
      toBoxes[next] = Double.NaN;
    }
    for (int block = 0; block < toBoxes.length; block++) {
      // One as far as the farthest found may hold lower numbers.
      if (toBoxes[block] <= nearest.farthest()) {
        look(block, number, point, distances, nearest);
      }
    }
  }

  /**
   * Adds squares of how far a value is from intervals. Rounding goes as in the distances to points,
   * so that a box is never farther than a point in it.
   */
  private static void addOutside(double[] sums, double[] lows, double[] highs, double value) {
    for (int i = 0; i < sums.length; i++) {
      double below = lows[i] - value;
      double above = value - highs[i];
      // one of the two at most is positive; without branches, twice that
      double outside = 0.5 * (below + Math.abs(below) + (above + Math.abs(above)));
      sums[i] += outside * outside;
    }
  }

  private static int least(double[] values) {
    int least = 0;
    double value = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (values[i] < value) {
        value = values[i];
        least = i;
      }
    }
    return least;
  }

  private void look(int block, int except, double[] point, double[] distances, Nearest nearest) {
    int count = starts[block + 1] - starts[block];
    measure(values[block], point, distances, count);
    double farthest = nearest.farthest();
    for (int i = 0; i < count; i++) {
      if (distances[i] <= farthest && order[starts[block] + i] != except) {
        nearest.offer(order[starts[block] + i], distances[i]);
        farthest = nearest.farthest();
      }
    }
  }

  /** Squared distances, summed in the order of the columns. */
  private static void measure(double[][] values, double[] point, double[] sums, int count) {
    Arrays.fill(sums, 0);
    int column = 0;
    // four columns a pass: the sums are written a quarter as often
    for (; column + 3 < point.length; column += 4) {
      addSquares(values, point, column, sums, count);
    }
    for (; column < point.length; column++) {
      addSquares(values[column], point[column], sums, count);
    }
  }

  private static void addSquares(
      double[][] values, double[] point, int column, double[] sums, int count) {
    double[] inA = values[column];
    double[] inB = values[column + 1];
    double[] inC = values[column + 2];
    double[] inD = values[column + 3];
    double a = point[column];
    double b = point[column + 1];
    double c = point[column + 2];
    double d = point[column + 3];
    for (int i = 0; i < count; i++) {
      double toA = inA[i] - a;
      double toB = inB[i] - b;
      double toC = inC[i] - c;
      double toD = inD[i] - d;
      sums[i] = sums[i] + toA * toA + toB * toB + toC * toC + toD * toD;
    }
  }

  private static void addSquares(double[] values, double value, double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      double difference = values[i] - value;
      sums[i] += difference * difference;
    }
  }
}
