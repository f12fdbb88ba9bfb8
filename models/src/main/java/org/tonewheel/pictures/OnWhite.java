package org.tonewheel.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Brings decoded pixels of any kind to 8 bits of red, green and blue over a white ground. Samples
 * are taken as they stand: {@code BufferedImage.getRGB} would take grey for linear light and
 * brighten it.
 */
final class OnWhite {
  private OnWhite() {}

  /**
   * The pixels of an image.
   *
   * @param transparent samples of the one colour that counts as transparent; empty for none
   */
  static Picture of(BufferedImage image, int[] transparent) {
    int width = image.getWidth();
    int height = image.getHeight();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    byte[] rgb = new byte[Math.multiplyExact(3, width * height)];
    int[] row = new int[width * bands];
    int[] palette = palette(image);
    int full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int to = 3 * (y * width + x);
        if (isTransparent(row, x * bands, transparent, bands)) {
          rgb[to] = rgb[to + 1] = rgb[to + 2] = (byte) 255;
        } else if (palette.length > 0) {
          writeColour(palette[row[x]], rgb, to);
        } else {
          writeSamples(row, x * bands, bands, full, rgb, to);
        }
      }
    }
    return new Picture(width, height, rgb);
  }

  private static int[] palette(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel model) {
      // an index past a short palette's end is black, as elsewhere
      int[] colours = new int[1 << image.getRaster().getSampleModel().getSampleSize(0)];
      Arrays.fill(colours, 0xff000000);
      int[] known = new int[model.getMapSize()];
      model.getRGBs(known);
      System.arraycopy(known, 0, colours, 0, Math.min(known.length, colours.length));
      return colours;
    }
    return new int[0];
  }

  private static boolean isTransparent(int[] row, int at, int[] transparent, int bands) {
    if (transparent.length != bands) {
      return false;
    }
    for (int band = 0; band < bands; band++) {
      if (row[at + band] != transparent[band]) {
        return false;
      }
    }
    return true;
  }

  private static void writeColour(int argb, byte[] rgb, int to) {
    int alpha = argb >>> 24;
    for (int channel = 0; channel < 3; channel++) {
      rgb[to + channel] = over(argb >> (16 - 8 * channel) & 0xff, alpha, 255);
    }
  }

  private static void writeSamples(int[] row, int at, int bands, int full, byte[] rgb, int to) {
    boolean grey = bands < 3;
    int alpha = bands % 2 == 0 ? row[at + bands - 1] : full;
    for (int channel = 0; channel < 3; channel++) {
      rgb[to + channel] = over(row[at + (grey ? 0 : channel)], alpha, full);
    }
  }

  /** A sample over white, in 8 bits, rounded; {@code full} is the largest a sample can be. */
  private static byte over(int sample, int alpha, int full) {
    long mixed = (long) sample * alpha + (long) full * (full - alpha);
    long largest = (long) full * full;
    return (byte) ((mixed * 255 + largest / 2) / largest);
  }
}
