package org.tonewheel.pictures;

/** Cuts white margins off a picture. */
final class Margins {
  /** Darkest channel that still counts as white: JPEG leaves such traces beside a figure. */
  private static final int WHITE = 250;

  private Margins() {}

  static Picture crop(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    int top = 0;
    while (top < height && whiteRow(picture, top)) {
      top++;
    }
    if (top == height) {
      return picture;
    }
    int bottom = height;
    while (whiteRow(picture, bottom - 1)) {
      bottom--;
    }
    int left = 0;
    while (whiteColumn(picture, left, top, bottom)) {
      left++;
    }
    int right = width;
    while (whiteColumn(picture, right - 1, top, bottom)) {
      right--;
    }
    if (right - left == width && bottom - top == height) {
      return picture;
    }
    int stride = 3 * (right - left);
    byte[] rgb = new byte[stride * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      System.arraycopy(picture.rgb(), 3 * (y * width + left), rgb, stride * (y - top), stride);
    }
    return new Picture(right - left, bottom - top, rgb);
  }

  private static boolean whiteRow(Picture picture, int y) {
    for (int x = 0; x < picture.width(); x++) {
      if (!white(picture, x, y)) {
        return false;
      }
    }
    return true;
  }

  private static boolean whiteColumn(Picture picture, int x, int top, int bottom) {
    for (int y = top; y < bottom; y++) {
      if (!white(picture, x, y)) {
        return false;
      }
    }
    return true;
  }

  private static boolean white(Picture picture, int x, int y) {
    int at = 3 * (y * picture.width() + x);
    byte[] rgb = picture.rgb();
    return (rgb[at] & 0xff) >= WHITE
        && (rgb[at + 1] & 0xff) >= WHITE
        && (rgb[at + 2] & 0xff) >= WHITE;
  }
}
