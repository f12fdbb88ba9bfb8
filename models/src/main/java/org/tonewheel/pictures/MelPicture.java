package org.tonewheel.pictures;

/** Draws a spectrogram in decibels as a picture. */
public final class MelPicture {
  private MelPicture() {}

  /**
   * Draws bands over frames: time runs to the right, low frequencies lie at the bottom. The largest
   * value takes the map's brightest colour, what lies {@code rangeDecibels} under it or lower the
   * darkest; a recording all of one value is bright all over. Values are resized before they become
   * colours, so every colour is one of the map.
   *
   * @param values decibels, {@code frames} × {@code bands}, frame-major, lowest band first
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
    double[] shares = shares(values, rangeDecibels);
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

  /** Where each value lies in the range that ends at the largest: 0 at its foot, 1 at its top. */
  private static double[] shares(float[] values, double rangeDecibels) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("value " + i + " is not finite: " + values[i]);
      }
      largest = Math.max(largest, values[i]);
    }
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      shares[i] = Math.max(0, 1 - (largest - values[i]) / rangeDecibels);
    }
    return shares;
  }
}
