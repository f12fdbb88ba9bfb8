package org.tonewheel.neighbours;

/**
 * The nearest points found so far, at most a fixed number: a heap with the farthest on top. Of
 * points equally far, the one of the higher number is the farther. Not thread-safe; to be used
 * again for many points.
 */
public final class Nearest {
  private final int[] numbers;
  private final double[] distances;
  private int size;

  /**
   * Room for so many.
   *
   * @param most at least 1
   */
  public Nearest(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("the nearest " + most + " points cannot be looked for");
    }
    numbers = new int[most];
    distances = new double[most];
  }

  void clear() {
    size = 0;
  }

  /** The largest squared distance that can still be among the nearest. */
  double farthest() {
    return size < numbers.length ? Double.POSITIVE_INFINITY : distances[0];
  }

  void offer(int number, double distance) {
    if (size < numbers.length) {
      int hole = size++;
      while (hole > 0 && farther(number, distance, (hole - 1) >> 1)) {
        take(hole, (hole - 1) >> 1);
        hole = (hole - 1) >> 1;
      }
      put(hole, number, distance);
    } else if (!farther(number, distance, 0)) {
      sink(number, distance, size);
    }
  }

  /** Puts a point on top of the first {@code count} and lets it down to its place. */
  private void sink(int number, double distance, int count) {
    int hole = 0;
    for (int child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && farther(numbers[child + 1], distances[child + 1], child)) {
        child++;
      }
      if (farther(number, distance, child)) {
        break;
      }
      take(hole, child);
      hole = child;
    }
    put(hole, number, distance);
  }

  private boolean farther(int number, double distance, int than) {
    return distance > distances[than] || (distance == distances[than] && number > numbers[than]);
  }

  private void take(int into, int from) {
    numbers[into] = numbers[from];
    distances[into] = distances[from];
  }

  private void put(int into, int number, double distance) {
    numbers[into] = number;
    distances[into] = distance;
  }

  /**
   * Takes all of them out, nearest first.
   *
   * @param into their numbers, from index {@code at} on
   * @param squared their squared distances, from index {@code at} on; null: not wanted
   * @return how many there were
   */
  public int drain(int[] into, double[] squared, int at) {
    int count = size;
    for (int left = count - 1; left >= 0; left--) {
      into[at + left] = numbers[0];
      if (squared != null) {
        squared[at + left] = distances[0];
      }
      sink(numbers[left], distances[left], left);
    }
    size = 0;
    return count;
  }
}
