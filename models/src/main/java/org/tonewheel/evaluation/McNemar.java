package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * McNemar's exact test between two classifiers on the same examples (McNemar, 1947): where only one
 * of the two is right, is it one of them more often than a fair coin would make it? Equal to
 * statsmodels' {@code mcnemar(exact=True)}.
 *
 * <p>It takes the examples for independent, which segments of a track are not: give it one example
 * a track, or a row that no other repeats.
 *
 * @param onlyFirst examples that the first alone got right
 * @param onlySecond examples that the second alone got right
 * @param p how probable it is that one of them leads by so much or more, if both were equally good;
 *     1 where they are right on the same examples
 */
public record McNemar(int onlyFirst, int onlySecond, double p) {

  /**
   * Compares two classifiers.
   *
   * @throws IllegalArgumentException if the scores are not of the same examples
   */
  public static McNemar of(Scores first, Scores second) {
    Preconditions.checkArgument(
        Arrays.equals(first.truth(), second.truth()),
        "scores of different examples cannot be compared in pairs");
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int row = 0; row < first.size(); row++) {
      boolean one = first.predicted(row) == first.truth()[row];
      boolean other = second.predicted(row) == second.truth()[row];
      onlyFirst += one && !other ? 1 : 0;
      onlySecond += other && !one ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /** The test from its two counts. */
  public static McNemar of(int onlyFirst, int onlySecond) {
    int both = onlyFirst + onlySecond;
    int fewer = Math.min(onlyFirst, onlySecond);
    // of so many throws of a coin, at most `fewer` heads; twice, as either may lead
    double tail = both == 0 ? 1 : RegularizedBeta.value(0.5, both - fewer, fewer + 1.0);
    return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * tail));
  }
}
