package org.tonewheel.pictures;

/** Draws a spectrogram in decibels as a picture. */
public final class MelPicture {
  private MelPicture() {}

  /**
   * Draws bands over frames with the largest value as the top: a recording all of one value takes
   * the map's last colour all over.
   *
   * @see #draw(float[], int, int, ColourMap, double, double, int, int)
   */
  public static Picture draw(
      float[] values,
      int frames,
      int bands,
      ColourMap map,
      double rangeDecibels,
      int width,
      int height) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return draw(values, frames, bands, map, largest, rangeDecibels, width, height);
  }

  /**
   * Draws bands over frames: time runs to the right, low frequencies lie at the bottom. The top and
   * what lies above it take the map's last colour, what lies {@code rangeDecibels} under it or
   * lower the first. Values are resized before they become colours, so every colour is one of the
   * map.
   *
   * @param values decibels, {@code frames} × {@code bands}, frame-major, lowest band first
   * @param topDecibels where the range ends
   * @param rangeDecibels positive
   * @param width of the picture, in pixels
   * @param height of the picture, in pixels
   * @throws IllegalArgumentException if a value is not finite, or a size or the range not positive
   */
  public static Picture draw(
      float[] values,
      int frames,
      int bands,
      ColourMap map,
      double topDecibels,
      double rangeDecibels,
      int width,
      int height) {
    if (frames <= 0 || bands <= 0 || values.length != (long) frames * bands) {
      throw new IllegalArgumentException(
          frames + " frames of " + bands + " bands cannot have " + values.length + " values");
    }
    if (!(rangeDecibels > 0) || Double.isInfinite(rangeDecibels)) {
      throw new IllegalArgumentException("rangeDecibels must be positive, not " + rangeDecibels);
    }
    double[] shares = shares(values, topDecibels, rangeDecibels);
    double[] plane = new double[values.length];
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < bands; band++) {
        plane[(bands - 1 - band) * frames + frame] = shares[frame * bands + band];
      }
    }
    double[] pixels = LanczosResampling.resize(plane, frames, bands, width, height);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      // the filter overshoots beside sharp edges
      map.write(Math.max(0, Math.min(1, pixels[i])), rgb, 3 * i);
    }
    return new Picture(width, height, rgb);
  }

  /** Where each value lies in the range: 0 at its foot, 1 at its top. */
  private static double[] shares(float[] values, double topDecibels, double rangeDecibels) {
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("value " + i + " is not finite: " + values[i]);
      }
      shares[i] = Math.max(0, Math.min(1, 1 - (topDecibels - values[i]) / rangeDecibels));
    }
    return shares;
  }
}
