package org.tonewheel.pictures;

/**
 * A picture of 8 bits a channel.
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 * @param rgb red, green and blue of each pixel as unsigned bytes, row by row from the top, each row
 *     from the left; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Picture(int width, int height, byte[] rgb) {

  /**
   * Checks that the pixels are as many as width and height say.
   *
   * @throws IllegalArgumentException if they are not
   */
  public Picture {
    if (width <= 0 || height <= 0 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width + " × " + height + " pixels cannot have " + rgb.length + " bytes of colour");
    }
  }

  /**
   * This picture without the rows and columns at its edges that are white, which is at least 250 of
   * 255 in each channel; one that is white all over stays as it is.
   */
  public Picture croppedMargins() {
    return Margins.crop(this);
  }

  /**
   * This picture in another size, each direction on its own scale: Lanczos' filter of three lobes,
   * widened where the picture shrinks. Equals Pillow's {@code resize} with {@code LANCZOS}.
   *
   * @throws IllegalArgumentException if width or height is not positive
   */
  public Picture resized(int width, int height) {
    return width == this.width && height == this.height
        ? this
        : LanczosResampling.resize(this, width, height);
  }

  /** This picture as a PNG file of 24 bits a pixel; the same pixels give the same bytes. */
  public byte[] png() {
    return PngEncoder.encode(this);
  }

  /**
   * The channels one after another as a net takes them.
   *
   * @return 3 × height × width values in 0 to 1: all of red row by row, then green, then blue
   */
  public float[] channelsFirst() {
    int pixels = width * height;
    float[] values = new float[3 * pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        values[channel * pixels + pixel] = (rgb[3 * pixel + channel] & 0xff) / 255f;
      }
    }
    return values;
  }
}
