package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken files: each is decoded or rejected with a reason, and soon. */
class PictureFuzzTest {
  private static final int MUTATIONS = 120;
  private static final PictureDecoder DECODER =
      new PictureDecoder(new PictureLimits(1 << 20, 1 << 20));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "rgb-interlaced.png",
        "rgba16.png",
        "grey1.png",
        "grey16-key.png",
        "palette4.png",
        "palette-alpha.png",
        "jpeg-444.jpg",
        "jpeg-420.jpg",
        "jpeg-progressive.jpg",
        "jpeg-grey.jpg"
      })
  void mutatedFiles_areDecodedOrRejected(String name) {
    byte[] file = GoldenPictures.file("PictureDecoderTest/" + name);
    Random random = new Random(name.hashCode());
    int rejected = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutated(file, random);
      if (!decodes(mutated)) {
        rejected++;
      }
    }
    assertThat(rejected).as("mutations that were noticed").isGreaterThan(MUTATIONS / 4);
  }

  private static boolean decodes(byte[] file) {
    return Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          try {
            Picture picture = DECODER.decode(file);
            assertThat(picture.width()).isPositive();
            return true;
          } catch (PictureRejectedException e) {
            assertThat(e.detail()).isNotBlank();
            return false;
          }
        });
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] result = file.clone();
    int kind = random.nextInt(4);
    if (kind == 0) {
      return Arrays.copyOf(result, random.nextInt(result.length));
    }
    if (kind == 1) {
      int from = random.nextInt(result.length);
      int to = Math.min(result.length, from + 1 + random.nextInt(40));
      Arrays.fill(result, from, to, (byte) random.nextInt(256));
    } else {
      for (int i = random.nextInt(8); i >= 0; i--) {
        result[random.nextInt(result.length)] = (byte) random.nextInt(256);
      }
    }
    return PngChecksums.repaired(result, random.nextBoolean());
  }
}
