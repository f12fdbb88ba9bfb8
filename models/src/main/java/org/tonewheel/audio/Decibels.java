package org.tonewheel.audio;

/** Power in decibels, with a floor, and a limit to how far values may lie under their maximum. */
final class Decibels {
  private static final double SMALLEST = 1e-10;
  private static final double RANGE = 80;
  private static final double LOG10_OF_2 = Math.log10(2);

  private Decibels() {}

  /** Decibels of a power relative to 1; powers under 1e-10 count as that. */
  static double of(double power) {
    return 10 * LOG10_OF_2 * BinaryLogarithm.of(Math.max(SMALLEST, power));
  }

  /**
   * Decibels of a power relative to 1, each step in single precision, as librosa's of a spectrum.
   */
  static float of(float power) {
    double logarithm = LOG10_OF_2 * BinaryLogarithm.of(Math.max((float) SMALLEST, power));
    return 10f * (float) logarithm;
  }

  /** Lifts what lies more than 80 dB under the largest of the first {@code count} values. */
  static void limitRange(float[] decibels, int count) {
    limitRange(decibels, count, RANGE);
  }

  /** Lifts what lies further than {@code range} under the largest of the first {@code count}. */
  static void limitRange(float[] decibels, int count, double range) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, decibels[i]);
    }
    float floor = largest - (float) range;
    for (int i = 0; i < count; i++) {
      decibels[i] = Math.max(floor, decibels[i]);
    }
  }

  /** Lifts what lies more than 80 dB under the largest of the first {@code count} values. */
  static void limitRange(double[] decibels, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, decibels[i]);
    }
    double floor = largest - RANGE;
    for (int i = 0; i < count; i++) {
      decibels[i] = Math.max(floor, decibels[i]);
    }
  }
}
