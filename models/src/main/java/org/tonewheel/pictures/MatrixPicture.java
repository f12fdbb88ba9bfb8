package org.tonewheel.pictures;

/** Draws the features of a segment as a picture, a square a value. */
public final class MatrixPicture {
  private MatrixPicture() {}

  /**
   * Draws features over frames: time runs to the right, the first feature lies at the bottom.
   *
   * @param values {@code frames} × {@code features}, frame-major
   * @param lowest takes the map's darkest colour, as does what lies below
   * @param highest takes its brightest, as does what lies above
   * @param cell side of a value's square, in pixels
   * @throws IllegalArgumentException if a value is not finite, or sizes or the range do not fit
   */
  public static Picture draw(
      float[] values,
      int frames,
      int features,
      ColourMap map,
      float lowest,
      float highest,
      int cell) {
    if (frames <= 0 || features <= 0 || values.length != (long) frames * features) {
      throw new IllegalArgumentException(
          "%d frames of %d features cannot have %d values"
              .formatted(frames, features, values.length));
    }
    if (!(lowest < highest) || cell < 1) {
      throw new IllegalArgumentException(
          "from %s to %s in cells of %d pixels cannot be drawn".formatted(lowest, highest, cell));
    }
    int width = frames * cell;
    int height = features * cell;
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int feature = features - 1 - y / cell;
      for (int x = 0; x < width; x++) {
        float value = values[x / cell * features + feature];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("a value is not finite: " + value);
        }
        double share = (value - lowest) / (highest - lowest);
        map.write(Math.max(0, Math.min(1, share)), rgb, 3 * (y * width + x));
      }
    }
    return new Picture(width, height, rgb);
  }
}
