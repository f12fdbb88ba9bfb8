package org.tonewheel.audio;

/** Samples of 16 bits and the values in [-1, 1) that they stand for. */
public final class Pcm {
  private static final float FULL_SCALE = 32_768f;

  private Pcm() {}

  /**
   * The nearest steps of 16 bits; what is louder is clipped.
   *
   * @param values finite
   */
  public static short[] quantised(float[] values) {
    short[] samples = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      samples[i] = quantised(values[i]);
    }
    return samples;
  }

  /** The nearest step of 16 bits. */
  public static short quantised(float value) {
    double scaled = Math.rint((double) value * FULL_SCALE);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, scaled));
  }

  /** A sample over 32,768 each. */
  public static float[] values(short[] samples) {
    float[] values = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      values[i] = samples[i] / FULL_SCALE;
    }
    return values;
  }
}
