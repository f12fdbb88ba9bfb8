package org.tonewheel.pictures;

import java.util.Arrays;

/**
 * Resizing with Lanczos' filter of three lobes, along rows first and then along columns. Where the
 * result is smaller the filter is widened by the ratio, so that nothing aliases. Pictures are
 * computed in fixed point and rounded to 8 bits between the two passes, as Pillow does.
 */
final class LanczosResampling {
  private static final double LOBES = 3;

  /** Bits after the point: with 8 bits a channel and weights that overshoot, a sum fits an int. */
  private static final int FRACTION_BITS = 22;

  private static final int MOST_PIXELS = 1 << 28;

  /** Weights of the source samples {@code first} and following for one sample of the result. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  private record Taps(int first, double[] weights) {}

  private LanczosResampling() {}

  static Picture resize(Picture picture, int width, int height) {
    checkSize(width, height);
    byte[] rows = alongRows(picture.rgb(), picture.width(), picture.height(), width);
    return new Picture(width, height, alongColumns(rows, 3 * width, picture.height(), height));
  }

  /**
   * Resizes a plane of values row by row, without rounding or clipping.
   *
   * @param plane {@code height} rows of {@code width} values
   */
  static double[] resize(double[] plane, int width, int height, int toWidth, int toHeight) {
    checkSize(toWidth, toHeight);
    double[] rows = new double[toWidth * height];
    Taps[] across = taps(width, toWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < toWidth; x++) {
        rows[y * toWidth + x] = weigh(plane, y * width + across[x].first(), 1, across[x].weights());
      }
    }
    double[] result = new double[toWidth * toHeight];
    Taps[] down = taps(height, toHeight);
    for (int y = 0; y < toHeight; y++) {
      int first = down[y].first() * toWidth;
      for (int x = 0; x < toWidth; x++) {
        result[y * toWidth + x] = weigh(rows, first + x, toWidth, down[y].weights());
      }
    }
    return result;
  }

  private static double weigh(double[] values, int from, int step, double[] weights) {
    double sum = 0;
    int at = from;
    for (double weight : weights) {
      sum += weight * values[at];
      at += step;
    }
    return sum;
  }

  private static byte[] alongRows(byte[] rgb, int width, int height, int toWidth) {
    byte[] result = new byte[3 * toWidth * height];
    Taps[] taps = taps(width, toWidth);
    for (int x = 0; x < toWidth; x++) {
      int[] weights = fixed(taps[x].weights());
      for (int y = 0; y < height; y++) {
        int at = 3 * (y * width + taps[x].first());
        int red = 1 << (FRACTION_BITS - 1);
        int green = red;
        int blue = red;
        for (int weight : weights) {
          red += weight * (rgb[at] & 0xff);
          green += weight * (rgb[at + 1] & 0xff);
          blue += weight * (rgb[at + 2] & 0xff);
          at += 3;
        }
        int to = 3 * (y * toWidth + x);
        result[to] = level(red);
        result[to + 1] = level(green);
        result[to + 2] = level(blue);
      }
    }
    return result;
  }

  private static byte[] alongColumns(byte[] rows, int stride, int height, int toHeight) {
    byte[] result = new byte[stride * toHeight];
    Taps[] taps = taps(height, toHeight);
    int[] sums = new int[stride];
    for (int y = 0; y < toHeight; y++) {
      Arrays.fill(sums, 1 << (FRACTION_BITS - 1));
      int at = taps[y].first() * stride;
      for (int weight : fixed(taps[y].weights())) {
        for (int i = 0; i < stride; i++) {
          sums[i] += weight * (rows[at + i] & 0xff);
        }
        at += stride;
      }
      for (int i = 0; i < stride; i++) {
        result[y * stride + i] = level(sums[i]);
      }
    }
    return result;
  }

  private static Taps[] taps(int from, int to) {
    double ratio = (double) from / to;
    double scale = Math.max(1, ratio);
    double reach = LOBES * scale;
    Taps[] taps = new Taps[to];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * ratio;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      double[] weights = new double[end - first];
      double total = 0;
      for (int k = 0; k < weights.length; k++) {
        weights[k] = lanczos((first + k + 0.5 - centre) / scale);
        total += weights[k];
      }
      for (int k = 0; k < weights.length; k++) {
        weights[k] /= total;
      }
      taps[i] = new Taps(first, weights);
    }
    return taps;
  }

  private static double lanczos(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static int[] fixed(double[] weights) {
    int[] result = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      result[i] = (int) Math.rint(weights[i] * (1 << FRACTION_BITS));
    }
    return result;
  }

  private static byte level(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
  }

  private static void checkSize(int width, int height) {
    if (width <= 0 || height <= 0 || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture needs a positive size and at most 2^28 pixels, not " + width + " × " + height);
    }
  }
}
