package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MelPictureTest {

  @ParameterizedTest
  @CsvSource({"MAGMA, magma, 30, 30", "VIRIDIS, viridis, 25, 40", "GREY, grey, 90, 12"})
  void drawingEqualsNumPysAndPillows(ColourMap map, String name, int width, int height) {
    ByteBuffer golden = GoldenPictures.unzipped("MelPictureTest/decibels.f32.gz");
    int frames = golden.getInt();
    int bands = golden.getInt();
    float[] values = new float[frames * bands];
    golden.asFloatBuffer().get(values);
    Picture picture = MelPicture.draw(values, frames, bands, map, 60, width, height);
    Picture expected =
        GoldenPictures.picture("MelPictureTest/" + name + "-" + width + "x" + height);
    GoldenPictures.assertSame(picture, expected, 1);
  }

  @Test
  void timeRunsToTheRight_andLowFrequenciesLieAtTheBottom() {
    float[] values = new float[3 * 2];
    Arrays.fill(values, -80);
    values[2 * 2] = 0; // the last frame's lowest band
    Picture picture = MelPicture.draw(values, 3, 2, ColourMap.GREY, 80, 3, 2);
    assertThat(greys(picture)).containsExactly(0, 0, 0, 0, 0, 255);
  }

  @Test
  void theRangeEndsAtTheMaximum() {
    float[] values = {-20, -30, -40, -50, -60, -70};
    Picture picture = MelPicture.draw(values, 6, 1, ColourMap.GREY, 40, 6, 1);
    assertThat(greys(picture)).containsExactly(255, 191, 128, 64, 0, 0);
  }

  @Test
  void theRangeEndsAtAGivenTop_andWhatIsLouderTakesItsColour() {
    float[] values = {10, 0, -10, -20, -30, -40};
    Picture picture = MelPicture.draw(values, 6, 1, ColourMap.GREY, 0, 40, 6, 1);
    assertThat(greys(picture)).containsExactly(255, 255, 191, 128, 64, 0);
    Picture quiet = MelPicture.draw(new float[] {-30, -30}, 2, 1, ColourMap.GREY, 0, 40, 2, 1);
    assertThat(greys(quiet)).as("of one value, and yet dark").containsExactly(64, 64);
  }

  @ParameterizedTest
  @CsvSource({
    "MAGMA, 000004, fcfdbf", "VIRIDIS, 440154, fde725", "INFERNO, 000004, fcffa4",
    "PLASMA, 0d0887, f0f921", "CIVIDIS, 00224e, fee838", "GREY, 000000, ffffff",
    "HOT, 0b0000, ffffff", "JET, 000080, 800000", "MAGMA_R, fcfdbf, 000004",
    "GREY_R, ffffff, 000000",
  })
  void everyMapRunsBetweenItsOwnEnds(ColourMap map, String darkest, String brightest) {
    byte[] rgb = new byte[6];
    map.write(0, rgb, 0);
    map.write(1, rgb, 3);
    assertThat(HexFormat.of().formatHex(rgb)).isEqualTo(darkest + brightest);
  }

  @ParameterizedTest
  @EnumSource
  void everyMapBackwards_isTheMapReadFromItsEnd(ColourMap map) {
    assumeFalse(map.name().endsWith("_R"));
    byte[] rgb = new byte[6];
    for (int i = 0; i <= 51; i++) {
      map.write(i / 51.0, rgb, 0);
      ColourMap.valueOf(map.name() + "_R").write((51 - i) / 51.0, rgb, 3);
      assertThat(Arrays.copyOf(rgb, 3)).isEqualTo(Arrays.copyOfRange(rgb, 3, 6));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {".*_R", "JET"})
  void everyMapGrowsLighter(ColourMap map) {
    byte[] rgb = new byte[3];
    double before = -1;
    for (int i = 0; i <= 16; i++) {
      map.write(i / 16.0, rgb, 0);
      double light = 0.2126 * (rgb[0] & 0xff) + 0.7152 * (rgb[1] & 0xff) + 0.0722 * (rgb[2] & 0xff);
      assertThat(light).as("step %d", i).isGreaterThan(before);
      before = light;
    }
  }

  @Test
  void whatCannotBeDrawn_isRefused() {
    float[] values = {0, Float.NaN};
    assertThatThrownBy(() -> MelPicture.draw(values, 2, 1, ColourMap.GREY, 80, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value 1");
    assertThatThrownBy(() -> MelPicture.draw(values, 3, 1, ColourMap.GREY, 80, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 frames");
    assertThatThrownBy(() -> MelPicture.draw(new float[2], 2, 1, ColourMap.GREY, 0, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rangeDecibels");
  }

  private static int[] greys(Picture picture) {
    int[] greys = new int[picture.width() * picture.height()];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = picture.rgb()[3 * i] & 0xff;
    }
    return greys;
  }
}
