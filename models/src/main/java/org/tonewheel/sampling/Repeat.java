package org.tonewheel.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Real rows again: those of a genre in random order, over and over, so that none is given a second
 * time before all have been given once. What every other way of making rows must beat.
 */
public final class Repeat implements Oversampling {
  private final Rows set;
  private final GenreRows rows;
  private final long seed;
  private final Map<Integer, int[]> orders = new ConcurrentHashMap<>();

  /**
   * Nothing is read until samples are asked for.
   *
   * @param set the rows, of which only training rows are read
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param seed fixes the order
   * @throws org.tonewheel.nets.TrainingDataException if the side is empty, or a row of it is not in
   *     the set or has no label
   */
  public Repeat(Rows set, int[] labels, int[] trainRows, long seed) {
    this.set = set;
    this.rows = new GenreRows(labels, trainRows);
    this.seed = seed;
  }

  @Override
  public float[] sample(int genre, long i) {
    float[] row = new float[set.rowFloats()];
    set.read(row(genre, i), row);
    return row;
  }

  /** The real row that a sample repeats. */
  int row(int genre, long i) {
    GenreRows.checkNumber(i);
    int[] order =
        orders.computeIfAbsent(
            genre, g -> CounterRandom.of(seed, "repeat", g).permuted(rows.of(g, 1)));
    return order[(int) (i % order.length)];
  }
}
