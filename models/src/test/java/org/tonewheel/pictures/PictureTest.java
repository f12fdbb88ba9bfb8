package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

  @Test
  void png_givesTheSamePixelsBack_andTheSameBytesAgain() throws Exception {
    Picture picture = GoldenPictures.picture("PictureResizeTest/31x64");
    byte[] file = picture.png();
    Picture again = new PictureDecoder(PictureLimits.DEFAULT).decode(file);
    GoldenPictures.assertSame(again, picture, 0);
    assertThat(again.png()).isEqualTo(file);
  }

  @Test
  void png_ofAnySize_isReadByOthersAsTheSamePixels() throws Exception {
    for (int[] size : new int[][] {{1, 1}, {3, 1}, {1, 7}, {180, 180}, {301, 97}}) {
      byte[] rgb = new byte[3 * size[0] * size[1]];
      new Random(1).nextBytes(rgb);
      BufferedImage read =
          ImageIO.read(new ByteArrayInputStream(new Picture(size[0], size[1], rgb).png()));
      assertThat(read.getWidth()).isEqualTo(size[0]);
      assertThat(read.getHeight()).isEqualTo(size[1]);
      assertThat(read.getColorModel().getPixelSize()).isEqualTo(24);
      int[] pixels = read.getRGB(0, 0, size[0], size[1], null, 0, size[0]);
      for (int i = 0; i < pixels.length; i++) {
        assertThat(new byte[] {(byte) (pixels[i] >> 16), (byte) (pixels[i] >> 8), (byte) pixels[i]})
            .containsExactly(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
      }
    }
  }

  @Test
  void channelsFirst_isRedThenGreenThenBlue_rowByRow() {
    byte[] rgb = {0, 51, (byte) 255, (byte) 102, (byte) 153, (byte) 204};
    assertThat(new Picture(2, 1, rgb).channelsFirst())
        .containsExactly(0, 0.4f, 0.2f, 0.6f, 1, 0.8f);
    assertThat(new Picture(1, 2, rgb).channelsFirst())
        .containsExactly(0, 0.4f, 0.2f, 0.6f, 1, 0.8f);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "3, 0, 0, 0", "0, 2, 0, 0", "0, 0, 4, 0", "0, 0, 0, 1", "1, 2, 3, 4"})
  void marginsThatAreWhite_areCut(int left, int top, int right, int bottom) {
    Picture inner = GoldenPictures.picture("PictureResizeTest/40x40");
    Picture framed = framed(inner, left, top, right, bottom, 0xfdfbfa);
    GoldenPictures.assertSame(framed.croppedMargins(), inner, 0);
  }

  @Test
  void marginsThatAreNotQuiteWhite_stay() {
    Picture inner = GoldenPictures.picture("PictureResizeTest/40x40");
    Picture framed = framed(inner, 2, 2, 2, 2, 0xfffff9);
    assertThat(framed.croppedMargins()).isSameAs(framed);
  }

  @Test
  void whiteInsideThePicture_stays() {
    Picture ring = framed(GoldenPictures.plain(5, 5, 0xffffff), 1, 1, 1, 1, 0x203040);
    Picture framed = framed(ring, 6, 5, 4, 3, 0xffffff);
    GoldenPictures.assertSame(framed.croppedMargins(), ring, 0);
  }

  @Test
  void aPictureThatIsAllWhite_staysAsItIs() {
    Picture white = GoldenPictures.plain(7, 3, 0xffffff);
    assertThat(white.croppedMargins()).isSameAs(white);
  }

  @Test
  void aSinglePixelInAMargin_remains() {
    Picture framed = framed(GoldenPictures.plain(1, 1, 0x000000), 9, 8, 7, 6, 0xffffff);
    GoldenPictures.assertSame(framed.croppedMargins(), GoldenPictures.plain(1, 1, 0x000000), 0);
  }

  @Test
  void aSizeThatDoesNotFitThePixels_isRefused() {
    assertThatThrownBy(() -> new Picture(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 × 2");
    assertThatThrownBy(() -> new Picture(0, 2, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Picture framed(
      Picture inner, int left, int top, int right, int bottom, int colour) {
    int width = left + inner.width() + right;
    Picture outer = GoldenPictures.plain(width, top + inner.height() + bottom, colour);
    int stride = 3 * inner.width();
    for (int y = 0; y < inner.height(); y++) {
      System.arraycopy(
          inner.rgb(), y * stride, outer.rgb(), 3 * ((top + y) * width + left), stride);
    }
    return outer;
  }
}
