package org.tonewheel.gan.quality;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Standardised rows of a side.
 *
 * @param values one row of columns a segment
 * @param labels the genre of each
 * @param tracks the track of each; empty if they have none
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy, never compared
record SideRows(double[][] values, int[] labels, int[] tracks) {

  /** What brings columns to mean 0 and deviation 1 over these rows. */
  static Scaler scaler(SideSample training) {
    float[][] values = training.rows().values();
    int[] all = IntStream.range(0, values.length).toArray();
    return Scaler.fit(new MemoryRows(values), all, RowShape.frames(1, values[0].length));
  }

  /** The rows of a side, standardised. */
  static SideRows of(SideSample side, Scaler scaler) {
    double[][] values = new double[side.size()][];
    for (int row = 0; row < values.length; row++) {
      float[] scaled = side.rows().values()[row].clone();
      scaler.apply(scaled, RowShape.frames(1, scaled.length));
      values[row] = new double[scaled.length];
      for (int column = 0; column < scaled.length; column++) {
        values[row][column] = scaled[column];
      }
    }
    return new SideRows(values, side.rows().labels(), side.tracks());
  }

  /** The rows of both, those of the other after these; without tracks. */
  SideRows and(SideRows other) {
    double[][] joined = Arrays.copyOf(values, values.length + other.values.length);
    int[] joinedLabels = Arrays.copyOf(labels, joined.length);
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    System.arraycopy(other.labels, 0, joinedLabels, values.length, other.values.length);
    return new SideRows(joined, joinedLabels, new int[0]);
  }

  /** Numbers of a genre's rows. */
  int[] ofGenre(int genre) {
    return IntStream.range(0, labels.length).filter(row -> labels[row] == genre).toArray();
  }

  int count(int genre) {
    return (int) Arrays.stream(labels).filter(label -> label == genre).count();
  }

  /** So many of a genre's rows, at random. */
  double[][] draw(int genre, int count, CounterRandom random) {
    return pick(Arrays.copyOf(random.permuted(ofGenre(genre)), count));
  }

  /** The rows of these numbers. */
  double[][] pick(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(row -> values[row]).toArray(double[][]::new);
  }
}
