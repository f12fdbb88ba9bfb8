package org.tonewheel.audio;

/**
 * The logarithm to base 2 in double precision, a tenth of the time of {@link Math#log10}: spectra
 * take a hundred of them a frame.
 *
 * <p>The number is 2<sup>e</sup>·m with m from 1 to 2; m is brought within 2<sup>-8</sup> of 1 by
 * one of 128 factors whose logarithms are known, and what is left is a series (P.-T. P. Tang,
 * "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM
 * TOMS 16, 1990).
 */
final class BinaryLogarithm {
  private static final int TABLE_BITS = 7;
  private static final int FRACTION_BITS = 52;
  private static final int BIAS = 1023;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final long ONE = (long) BIAS << FRACTION_BITS;
  private static final double LN_2 = Math.log(2);
  private static final double[] FACTORS = new double[1 << TABLE_BITS];
  private static final double[] LOGARITHMS = new double[1 << TABLE_BITS];

  static {
    for (int i = 0; i < FACTORS.length; i++) {
      FACTORS[i] = 1 / (1 + (i + 0.5) / FACTORS.length);
      LOGARITHMS[i] = -Math.log(FACTORS[i]) / LN_2;
    }
  }

  private BinaryLogarithm() {}

  /**
   * Returns the logarithm, less than 1e-15 off or, of large ones, a unit in the last place;
   * infinity and what is no number are returned as they are.
   *
   * @param x at least {@link Double#MIN_NORMAL}
   */
  static double of(double x) {
    if (!(x <= Double.MAX_VALUE)) {
      return x;
    }
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >> FRACTION_BITS) - BIAS;
    int i = (int) (bits >> (FRACTION_BITS - TABLE_BITS)) & ((1 << TABLE_BITS) - 1);
    double m = Double.longBitsToDouble((bits & FRACTION) | ONE);
    double z = Math.fma(m, FACTORS[i], -1);
    double tail = z * z * (-1 / 2. + z * (1 / 3. + z * (-1 / 4. + z * (1 / 5. + z * (-1 / 6.)))));
    return exponent + (LOGARITHMS[i] + (z + tail) / LN_2);
  }
}
