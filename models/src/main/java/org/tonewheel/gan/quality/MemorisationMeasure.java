package org.tonewheel.gan.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes {@link Memorisation}.
 *
 * @param sides what is compared
 * @param synthetic distance of each synthetic row to the nearest training row
 * @param heldOut distance of each row held out to the nearest training row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemorisationMeasure(Sides sides, double[] synthetic, double[] heldOut) {
  /** Standard deviations of the training side; rounding of features stays far below. */
  static final double COPY_DISTANCE = 1e-3;

  /** Of fewer rows held out, a 5th percentile would be the nearest one or two. */
  static final int LEAST_HELD_OUT = 20;

  /** Seeks the nearest training row of every row. */
  static MemorisationMeasure of(Sides sides) {
    double[][] training = sides.training().values();
    return new MemorisationMeasure(
        sides,
        EuclideanDistance.toNearest(sides.synthetic().values(), training),
        EuclideanDistance.toNearest(sides.heldOut().values(), training));
  }

  /**
   * Of some genres' rows.
   *
   * @throws TooFewRowsException if none is synthetic
   */
  Memorisation of(List<Integer> genres) {
    double[] made = ofGenres(synthetic, sides.synthetic().labels(), genres);
    double[] all = ofGenres(heldOut, sides.heldOut().labels(), genres);
    double[] real = Arrays.stream(all).filter(distance -> distance > COPY_DISTANCE).toArray();
    if (made.length == 0) {
      throw new TooFewRowsException("there is no synthetic row");
    }
    Double share = null;
    if (real.length >= LEAST_HELD_OUT) {
      double threshold = Quantiles.of(real).p5();
      share =
          Arrays.stream(made).filter(distance -> distance <= threshold).count()
              / (double) made.length;
    }
    return new Memorisation(
        Quantiles.of(made),
        real.length == 0 ? null : Quantiles.of(real),
        all.length - real.length,
        share,
        (int) Arrays.stream(made).filter(distance -> distance <= COPY_DISTANCE).count(),
        COPY_DISTANCE);
  }

  private static double[] ofGenres(double[] distances, int[] labels, List<Integer> genres) {
    return IntStream.range(0, distances.length)
        .filter(row -> genres.contains(labels[row]))
        .mapToDouble(row -> distances[row])
        .toArray();
  }
}
