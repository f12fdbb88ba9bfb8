package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resizing against Pillow's; the same fixed point makes it equal to the bit. */
class PictureResizeTest {
  private static final Picture SOURCE = GoldenPictures.picture("PictureResizeTest/source");

  @ParameterizedTest
  @CsvSource({"40, 40", "96, 21", "31, 64", "120, 90", "7, 150", "1, 1"})
  void everySizeEqualsPillows(int width, int height) {
    GoldenPictures.assertSame(
        SOURCE.resized(width, height),
        GoldenPictures.picture("PictureResizeTest/" + width + "x" + height),
        0);
  }

  @Test
  void aPlainColour_staysItself() {
    Picture resized = GoldenPictures.plain(37, 11, 0x12fe80).resized(180, 180);
    GoldenPictures.assertSame(resized, GoldenPictures.plain(180, 180, 0x12fe80), 0);
  }

  @Test
  void itsOwnSize_changesNothing() {
    assertThat(SOURCE.resized(96, 64)).isSameAs(SOURCE);
  }

  @Test
  void aSizeThatCannotBe_isRefused() {
    assertThatThrownBy(() -> SOURCE.resized(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 × 10");
    assertThatThrownBy(() -> SOURCE.resized(1 << 20, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
