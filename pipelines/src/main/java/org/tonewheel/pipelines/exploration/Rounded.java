package org.tonewheel.pipelines.exploration;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a file for people holds them: in few digits, and null for none. */
final class Rounded {
  private static final MathContext DIGITS = new MathContext(6);

  private Rounded() {}

  /** To six significant digits; null of NaN. */
  static Double digits(double value) {
    return Double.isNaN(value) ? null : new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** To three places after the point; null of NaN. */
  static Double places(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 1e3) / 1e3;
  }
}
