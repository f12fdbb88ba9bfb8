package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Features of a segment drawn as squares. */
class MatrixPictureTest {
  /** Frame 0 has 0 and 1, frame 1 has 2 and -9. */
  private static final float[] VALUES = {0, 1, 2, -9};

  @Test
  void timeRunsToTheRight_andTheFirstFeatureLiesAtTheBottom() {
    Picture picture = MatrixPicture.draw(VALUES, 2, 2, ColourMap.GREY, 0, 2, 1);
    assertThat(picture.width()).isEqualTo(2);
    assertThat(red(picture, 0, 1)).isZero();
    assertThat(red(picture, 0, 0)).isEqualTo(128);
    assertThat(red(picture, 1, 1)).isEqualTo(255);
    assertThat(red(picture, 1, 0)).as("below the range").isZero();
  }

  @Test
  void valueTakesASquare() {
    Picture picture = MatrixPicture.draw(VALUES, 2, 2, ColourMap.GREY, 0, 2, 3);
    assertThat(picture.width()).isEqualTo(6);
    assertThat(picture.height()).isEqualTo(6);
    for (int x = 3; x < 6; x++) {
      for (int y = 3; y < 6; y++) {
        assertThat(red(picture, x, y)).isEqualTo(255);
      }
    }
  }

  @Test
  void whatCannotBeDrawn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixPicture.draw(VALUES, 2, 3, ColourMap.GREY, 0, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixPicture.draw(VALUES, 2, 2, ColourMap.GREY, 2, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MatrixPicture.draw(new float[] {Float.NaN}, 1, 1, ColourMap.GREY, 0, 2, 1));
  }

  private static int red(Picture picture, int x, int y) {
    return picture.rgb()[3 * (y * picture.width() + x)] & 0xff;
  }
}
