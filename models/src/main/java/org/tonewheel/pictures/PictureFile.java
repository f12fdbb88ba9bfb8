package org.tonewheel.pictures;

/**
 * A file whose structure and size were checked before any decoder saw it. Everything that holds no
 * pixels (names, profiles, thumbnails, notes) is left out of it: such parts change nothing here,
 * and their parsers are where hostile files aim.
 *
 * @param format ImageIO's name of the format
 * @param bytes the parts that hold the picture
 * @param transparent samples of the one colour that means transparent, a value a channel; empty if
 *     there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record PictureFile(String format, byte[] bytes, int[] transparent) {

  static void checkSize(int width, int height, PictureLimits limits)
      throws PictureRejectedException {
    if (width <= 0 || height <= 0) {
      throw new PictureRejectedException(
          PictureRejectReason.BAD_SIZE,
          "its header promises a picture of " + width + " × " + height + " pixels");
    }
    if ((long) width * height > limits.maxPixels()) {
      throw new PictureRejectedException(
          PictureRejectReason.BAD_SIZE,
          "its header promises "
              + width
              + " × "
              + height
              + " pixels, more than the allowed "
              + limits.maxPixels()
              + "; make it smaller or raise the limit");
    }
  }
}
