package org.tonewheel.pictures;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Counts the pixel data of a PNG file while it is inflated. ImageIO takes data that end early for a
 * picture whose rest is black, so they are counted before it sees them.
 */
final class PngPixels implements AutoCloseable {
  /** Adam7: each pass's first column and row, and its steps (PNG specification, section 8). */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final long expected;
  private final Inflater inflater = new Inflater();
  private final byte[] scratch = new byte[8_192];
  private long counted;

  /**
   * A count against what the header promises.
   *
   * @param bitsPerPixel over all channels
   */
  PngPixels(int width, int height, int bitsPerPixel, boolean interlaced) {
    long bytes = 0;
    if (interlaced) {
      for (int[] pass : PASSES) {
        long columns = ((long) width - pass[0] + pass[2] - 1) / pass[2];
        long rows = ((long) height - pass[1] + pass[3] - 1) / pass[3];
        bytes += columns > 0 && rows > 0 ? rows * rowBytes(columns, bitsPerPixel) : 0;
      }
    } else {
      bytes = height * rowBytes(width, bitsPerPixel);
    }
    expected = bytes;
  }

  /** Takes in one chunk of data; what goes beyond the picture is not looked at. */
  void add(byte[] file, int from, int length) throws PictureRejectedException {
    inflater.setInput(file, from, length);
    try {
      while (counted <= expected && !inflater.finished()) {
        int inflated = inflater.inflate(scratch);
        if (inflated == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return;
        }
        counted += inflated;
      }
    } catch (DataFormatException e) {
      throw corrupt("do not inflate: " + e.getMessage());
    }
  }

  /** Checks that all pixels were there. */
  void check() throws PictureRejectedException {
    if (counted < expected) {
      throw corrupt("end after " + counted + " of " + expected + " bytes");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private static long rowBytes(long columns, int bitsPerPixel) {
    return 1 + (columns * bitsPerPixel + 7) / 8;
  }

  private static PictureRejectedException corrupt(String what) {
    return new PictureRejectedException(PictureRejectReason.CORRUPT, "its pixel data " + what);
  }
}
