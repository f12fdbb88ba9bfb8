package org.tonewheel.sampling;

import com.google.common.base.Preconditions;

/** Into what a split divides: three shares once, or folds that take turns. */
public sealed interface Division {

  /** Returns the parts that every genre must be able to fill: the sides, or the folds. */
  int parts();

  /**
   * One division by shares.
   *
   * @param train share that trains, above 0
   * @param validation share that validates, above 0
   * @param test share that tests, above 0; the three sum to 1
   */
  record Fractions(double train, double validation, double test) implements Division {

    private static final double ROUNDING = 1e-9;

    /**
     * @throws IllegalArgumentException if a share is not above 0 or they do not sum to 1
     */
    public Fractions {
      Preconditions.checkArgument(
          train > 0 && validation > 0 && test > 0,
          "every share must be above 0, not train %s, validation %s, test %s",
          train,
          validation,
          test);
      Preconditions.checkArgument(
          Math.abs(train + validation + test - 1) < ROUNDING,
          "train %s, validation %s and test %s must sum to 1",
          train,
          validation,
          test);
    }

    @Override
    public int parts() {
      return Side.values().length;
    }
  }

  /**
   * Cross-validation: in fold i part i tests, part i + 1 (the first after the last) validates and
   * the rest trains.
   *
   * @param count the folds, at least 3, so that something is left to train
   */
  record Folds(int count) implements Division {

    /**
     * @throws IllegalArgumentException if there are fewer than 3 folds
     */
    public Folds {
      Preconditions.checkArgument(count >= 3, "folds must be at least 3, not %s", count);
    }

    @Override
    public int parts() {
      return count;
    }
  }
}
