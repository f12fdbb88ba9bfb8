package org.tonewheel.gan.quality;

import org.tonewheel.nets.engine.CounterRandom;

/**
 * Takes {@link Diversity} of a genre.
 *
 * @param sides what is compared
 * @param seed fixes which rows are drawn
 */
record DiversityMeasure(Sides sides, long seed) {
  /**
   * Below this ratio samples count as collapsed: half as far from each other as real ones. Real
   * segments repeated have 0.95 to 1, and SMOTE, which draws rows together by design, 0.73 to 0.85.
   */
  static final double THRESHOLD = 0.5;

  /** At most so many rows of each kind: distances are taken between all pairs. */
  private static final int MOST_ROWS = 1_000;

  /**
   * Compares the rows of a genre.
   *
   * @throws TooFewRowsException if there are not two training and two synthetic rows
   */
  Diversity of(int genre) {
    sides.require(genre, 2);
    String name = sides.genres().get(genre);
    double synthetic = mean(sides.synthetic(), genre, "synthetic");
    double real = mean(sides.training(), genre, "training");
    if (real == 0) {
      return new Diversity(synthetic, real, null, false, null);
    }
    double ratio = synthetic / real;
    String reason = null;
    if (synthetic <= MemorisationMeasure.COPY_DISTANCE) {
      reason = "all samples of %s are equal".formatted(name);
    } else if (ratio < THRESHOLD) {
      reason =
          "samples of %s lie only %.2f times as far from each other as real rows (alarm below %.1f)"
              .formatted(name, ratio, THRESHOLD);
    }
    return new Diversity(synthetic, real, ratio, reason != null, reason);
  }

  private double mean(SideRows side, int genre, String name) {
    int count = Math.min(MOST_ROWS, side.count(genre));
    CounterRandom random = CounterRandom.of(seed, "quality/diversity/" + name, genre);
    return EuclideanDistance.meanOfPairs(side.draw(genre, count, random));
  }
}
