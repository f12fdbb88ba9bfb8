package org.tonewheel.pictures;

/**
 * How much a single file may hold; a decoded picture lies in memory whole, 3 bytes a pixel, and
 * while it is decoded up to 11.
 *
 * @param maxBytes largest file
 * @param maxPixels largest width times height
 */
public record PictureLimits(long maxBytes, long maxPixels) {
  /** 32 MiB of file and 4,096 × 4,096 pixels. */
  public static final PictureLimits DEFAULT = new PictureLimits(32L << 20, 1L << 24);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is not positive, or if so many pixels would not fit
   *     an array
   */
  public PictureLimits {
    if (maxBytes <= 0 || maxPixels <= 0 || maxPixels > 1 << 28) {
      throw new IllegalArgumentException(
          "limits must be positive, and pixels at most 2^28, not "
              + maxBytes
              + " bytes and "
              + maxPixels
              + " pixels");
    }
  }
}
