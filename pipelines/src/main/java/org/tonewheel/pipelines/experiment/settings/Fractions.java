package org.tonewheel.pipelines.experiment.settings;

import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * The share of the tracks, or segments, that each side of a split gets; the three sum to 1.
 *
 * @param train share that trains, above 0
 * @param validation share that early stopping and the choice of the best branch look at, above 0
 * @param test share that is looked at once, above 0
 */
public record Fractions(
    @Setting(value = "Share that trains.", required = true, above = 0, below = 1) double train,
    @Setting(
            value = "Share that early stopping and the choice of the best branch look at.",
            required = true,
            above = 0,
            below = 1)
        double validation,
    @Setting(
            value = "Share that is looked at once, for the report.",
            required = true,
            above = 0,
            below = 1)
        double test) {

  /** P1's: 70, 20 and 10 in a hundred. */
  public static final Fractions P1 = new Fractions(0.7, 0.2, 0.1);
}
