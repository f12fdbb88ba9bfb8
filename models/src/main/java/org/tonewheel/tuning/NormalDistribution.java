package org.tonewheel.tuning;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution, exact in its tails too. */
final class NormalDistribution {
  /** Of the density: log of the square root of 2 pi. */
  static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** Below it, 1 minus the exponential-free form keeps its digits. */
  private static final double TAIL = -5;

  private NormalDistribution() {}

  /** The probability below {@code x}. */
  static double below(double x) {
    return 0.5 * Erfc.value(-x * SQRT_HALF);
  }

  /** Where a probability in (0, 1) lies below. */
  static double quantile(double probability) {
    return -InverseErfc.value(2 * probability) / SQRT_HALF;
  }

  private static double logBelow(double x) {
    return x < TAIL
        ? Math.log(0.5 * Erfcx.value(-x * SQRT_HALF)) - 0.5 * x * x
        : Math.log(below(x));
  }

  /** The log of the probability between two values, {@code from} below {@code to}. */
  static double logBetween(double from, double to) {
    if (from > 0) {
      return logBetween(-to, -from); // the left tail has the digits
    }
    if (to > 0) {
      return Math.log1p(-below(from) - below(-to));
    }
    if (from > TAIL) {
      return Math.log(below(to) - below(from));
    }
    double all = logBelow(to);
    return all + Math.log1p(-Math.exp(logBelow(from) - all));
  }
}
