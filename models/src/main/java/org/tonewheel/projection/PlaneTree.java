package org.tonewheel.projection;

import java.util.Arrays;

/**
 * Points of the plane in a quadtree (Barnes and Hut, Nature 324, 1986). Nodes stand in the order in
 * which a walk from the root meets them, the root first; nodes of a single child are left out, and
 * so there are fewer than two a point. To be arranged anew again and again.
 *
 * <p>Holds 190 bytes a point. Not thread-safe.
 */
final class PlaneTree {
  /** Points that a node is not divided further for. */
  private static final int MOST_IN_LEAF = 4;

  /** Bits of a coordinate. */
  private static final int BITS = 16;

  private static final int RADIX = 1 << 8;

  /** Numbers of the points in the order of the tree. */
  private int[] order;

  /** Coordinates in that order. */
  final double[] x;

  final double[] y;

  /** In that order: the bits of both coordinates in turn, from the highest. */
  private int[] codes;

  private int[] otherOrder;
  private int[] otherCodes;

  /** How many nodes there are. */
  private int nodes;

  /** By node, its points: from this place in the order to that one, exclusive. */
  final int[] from;

  final int[] to;

  /** By node, the next one that is not below it. */
  final int[] next;

  /** By node, the mean of its points. */
  final double[] meanX;

  final double[] meanY;

  /** By node, the square of its points' extent, in the direction where that is larger. */
  final double[] squaredSize;

  /** By node, where its points begin and end in each direction. */
  final double[] lowX;

  final double[] highX;
  final double[] lowY;
  final double[] highY;

  /** For so many points. */
  PlaneTree(int points) {
    order = new int[points];
    Arrays.setAll(order, i -> i);
    otherOrder = new int[points];
    codes = new int[points];
    otherCodes = new int[points];
    x = new double[points];
    y = new double[points];
    from = new int[2 * points];
    to = new int[2 * points];
    next = new int[2 * points];
    meanX = new double[2 * points];
    meanY = new double[2 * points];
    squaredSize = new double[2 * points];
    lowX = new double[2 * points];
    highX = new double[2 * points];
    lowY = new double[2 * points];
    highY = new double[2 * points];
  }

  /** How many nodes there are. */
  int nodes() {
    return nodes;
  }

  /** Whether a node has no children. */
  boolean isLeaf(int node) {
    return next[node] == node + 1;
  }

  /** The number of the point at a place of the order. */
  int number(int place) {
    return order[place];
  }

  /** Arranges the points of a layout. */
  void arrange(Layout layout) {
    encode(layout);
    sort();
    for (int place = 0; place < order.length; place++) {
      x[place] = layout.x()[order[place]];
      y[place] = layout.y()[order[place]];
    }
    nodes = 0;
    divide(0, order.length);
  }

  private void encode(Layout layout) {
    double left = Arrays.stream(layout.x()).min().orElseThrow();
    double low = Arrays.stream(layout.y()).min().orElseThrow();
    double width = Arrays.stream(layout.x()).max().orElseThrow() - left;
    double height = Arrays.stream(layout.y()).max().orElseThrow() - low;
    double extent = Math.max(Math.max(width, height), Double.MIN_NORMAL);
    double cells = ((1 << BITS) - 1) / extent;
    for (int place = 0; place < order.length; place++) {
      int column = (int) ((layout.x()[order[place]] - left) * cells);
      int row = (int) ((layout.y()[order[place]] - low) * cells);
      codes[place] = spread(column) << 1 | spread(row);
    }
  }

  /** Puts a zero before each of sixteen bits. */
  private static int spread(int bits) {
    int spread = (bits | bits << 8) & 0x00FF00FF;
    spread = (spread | spread << 4) & 0x0F0F0F0F;
    spread = (spread | spread << 2) & 0x33333333;
    return (spread | spread << 1) & 0x55555555;
  }

  /** By code, byte after byte from the lowest. */
  private void sort() {
    int[] starts = new int[RADIX + 1];
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      Arrays.fill(starts, 0);
      for (int code : codes) {
        starts[(code >>> shift & RADIX - 1) + 1]++;
      }
      for (int value = 0; value < RADIX; value++) {
        starts[value + 1] += starts[value];
      }
      for (int place = 0; place < codes.length; place++) {
        int moved = starts[codes[place] >>> shift & RADIX - 1]++;
        otherCodes[moved] = codes[place];
        otherOrder[moved] = order[place];
      }
      int[] held = codes;
      codes = otherCodes;
      otherCodes = held;
      held = order;
      order = otherOrder;
      otherOrder = held;
    }
  }

  private void divide(int first, int end) {
    int node = nodes++;
    from[node] = first;
    to[node] = end;
    int difference = codes[first] ^ codes[end - 1];
    if (end - first <= MOST_IN_LEAF || difference == 0) {
      gather(node);
    } else {
      // the highest pair of bits in which the points differ tells the quadrants apart
      int shift = (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(difference)) & ~1;
      reset(node);
      for (int start = first; start < end; ) {
        int stop = start + 1;
        while (stop < end && codes[stop] >>> shift == codes[start] >>> shift) {
          stop++;
        }
        int child = nodes;
        divide(start, stop);
        add(node, child);
        start = stop;
      }
      meanX[node] /= end - first;
      meanY[node] /= end - first;
    }
    next[node] = nodes;
    double size = Math.max(highX[node] - lowX[node], highY[node] - lowY[node]);
    squaredSize[node] = size * size;
  }

  private void reset(int node) {
    meanX[node] = 0;
    meanY[node] = 0;
    lowX[node] = Double.POSITIVE_INFINITY;
    lowY[node] = Double.POSITIVE_INFINITY;
    highX[node] = Double.NEGATIVE_INFINITY;
    highY[node] = Double.NEGATIVE_INFINITY;
  }

  private void add(int node, int child) {
    int count = to[child] - from[child];
    meanX[node] += count * meanX[child];
    meanY[node] += count * meanY[child];
    lowX[node] = Math.min(lowX[node], lowX[child]);
    lowY[node] = Math.min(lowY[node], lowY[child]);
    highX[node] = Math.max(highX[node], highX[child]);
    highY[node] = Math.max(highY[node], highY[child]);
  }

  private void gather(int node) {
    reset(node);
    for (int place = from[node]; place < to[node]; place++) {
      meanX[node] += x[place];
      meanY[node] += y[place];
      lowX[node] = Math.min(lowX[node], x[place]);
      lowY[node] = Math.min(lowY[node], y[place]);
      highX[node] = Math.max(highX[node], x[place]);
      highY[node] = Math.max(highY[node], y[place]);
    }
    meanX[node] /= to[node] - from[node];
    meanY[node] /= to[node] - from[node];
  }
}
