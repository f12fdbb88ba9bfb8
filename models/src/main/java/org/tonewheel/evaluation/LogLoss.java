package org.tonewheel.evaluation;

/** The loss of one example: minus the logarithm of the probability its true class was given. */
final class LogLoss {

  /** What scikit-learn clips to: the distance from 1 to the next double. */
  private static final double EPSILON = Math.ulp(1.0);

  private LogLoss() {}

  static double of(Scores scores, int row) {
    double probability = scores.probabilities()[row][scores.truth()[row]];
    return -Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, probability)));
  }
}
