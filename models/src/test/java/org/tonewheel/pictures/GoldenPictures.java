package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/** Golden files of pictures; {@code src/test/python/make_picture_goldens.py} makes them. */
final class GoldenPictures {
  private GoldenPictures() {}

  static byte[] file(String name) {
    try (InputStream in = GoldenPictures.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a zipped golden, of which two numbers come first. */
  static ByteBuffer unzipped(String name) {
    try (InputStream in = GoldenPictures.class.getResourceAsStream("/" + name);
        InputStream unzipped = new GZIPInputStream(in)) {
      return ByteBuffer.wrap(unzipped.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Picture picture(String name) {
    ByteBuffer golden = unzipped(name + ".rgb.gz");
    int width = golden.getInt();
    int height = golden.getInt();
    byte[] rgb = new byte[golden.remaining()];
    golden.get(rgb);
    return new Picture(width, height, rgb);
  }

  /** A picture of one colour. */
  static Picture plain(int width, int height, int rgb) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (rgb >> (16 - 8 * (i % 3)));
    }
    return new Picture(width, height, bytes);
  }

  /** Checks size and pixels, which may differ by so many of 255 levels. */
  static void assertSame(Picture actual, Picture expected, int levels) {
    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    int largest = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      largest = Math.max(largest, Math.abs((actual.rgb()[i] & 0xff) - (expected.rgb()[i] & 0xff)));
    }
    assertThat(largest).as("largest difference of 255").isLessThanOrEqualTo(levels);
  }
}
