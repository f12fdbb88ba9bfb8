package org.tonewheel.audio.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

class FingerprinterTest {
  private final Fingerprinter fingerprinter = new Fingerprinter(MadeUpMusic.RATE);
  private final short[] piece = MadeUpMusic.piece(1, 10);

  @Test
  void halfAMinute_isTwoAndAHalfKilobytes() {
    assertThat(4 * fingerprinter.words(new short[660_000]).length).isBetween(2_400, 2_600);
  }

  @Test
  void silence_hasNoInformation_norHasTheRoundingOfASample() {
    short[] silence = new short[MadeUpMusic.RATE];
    assertThat(fingerprinter.words(silence)).hasSize(9).containsOnly(Fingerprinter.SILENCE);
  }

  @Test
  void soundTooShortForAWord_hasNone() {
    assertThat(fingerprinter.words(new short[0])).isEmpty();
    assertThat(fingerprinter.words(new short[13_311])).isEmpty();
    assertThat(fingerprinter.words(new short[13_312])).hasSize(1);
  }

  @Test
  void level_changesHardlyABit() {
    assertThat(errors(piece, MadeUpMusic.louder(piece, 0.1))).isLessThan(0.03);
  }

  @Test
  void anotherPiece_isDifferentInHalfTheBits() {
    assertThat(errors(piece, MadeUpMusic.piece(2, 10))).isBetween(0.35, 0.65);
  }

  @Test
  void anotherRate_givesTheSameWordsNearly() throws Exception {
    byte[] file = new AudioEncoder().encode(piece, MadeUpMusic.RATE, AudioFormat.WAV);
    short[] resampled = new InProcessDecoder(48_000, DecodeLimits.DEFAULT).decode(file).pcm();
    int[] words = new Fingerprinter(48_000).words(resampled);
    int[] expected = fingerprinter.words(piece);
    assertThat(NearRepeat.of(0, expected, 1, words, 0).errorRate()).isLessThan(0.1);
    assertThat(new Fingerprinter(48_000).stepSeconds())
        .isCloseTo(
            fingerprinter.stepSeconds(), org.assertj.core.data.Percentage.withPercentage(0.05));
  }

  @Test
  void rateTooLowForItsBands_isRefused() {
    assertThatThrownBy(() -> new Fingerprinter(3_999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3999");
    assertThat(new Fingerprinter(4_000).words(new short[40_000])).isNotEmpty();
  }

  private double errors(short[] one, short[] other) {
    return NearRepeat.of(0, fingerprinter.words(one), 1, fingerprinter.words(other), 0).errorRate();
  }
}
