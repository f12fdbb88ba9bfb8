package org.tonewheel.sampling;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tonewheel.neighbours.Nearest;
import org.tonewheel.neighbours.NeighbourTree;

/** The rows of one genre as points, and which lie nearest to each. Safe for use by many threads. */
final class GenreNeighbours {
  private final int[] numbers;
  private final NeighbourTree tree;
  private final int neighbours;
  private final AtomicReferenceArray<int[]> found;

  /**
   * Arranges the points.
   *
   * @param numbers the genre's rows in the set, at least two
   * @param points one of each row, in their order; not kept
   * @param neighbours how many to find of each row, where there are so many others
   */
  GenreNeighbours(int[] numbers, double[] points, int neighbours) {
    this.numbers = numbers;
    this.neighbours = Math.min(neighbours, numbers.length - 1);
    tree = new NeighbourTree(points, points.length / numbers.length);
    found = new AtomicReferenceArray<>(numbers.length);
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
    int[] known = found.get(row);
    if (known == null) {
      Nearest nearest = new Nearest(neighbours);
      tree.findOthers(row, nearest);
      known = new int[neighbours];
      nearest.drain(known, null, 0);
      found.set(row, known); // whoever else seeks them finds the same
    }
    return known;
  }
}
