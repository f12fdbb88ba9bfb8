package org.tonewheel.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

class AudioEncoderTest {
  private final AudioEncoder encoder = new AudioEncoder();

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void theSameSamples_giveTheSameBytes(AudioFormat format) {
    short[] pcm = ramp(30_000);
    assertThat(encoder.encode(pcm, 22_050, format))
        .containsExactly(new AudioEncoder().encode(pcm, 22_050, format));
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void noVersionOfALibrary_isWritten(AudioFormat format) {
    assertThat(new String(encoder.encode(ramp(5_000), 22_050, format), ISO_8859_1))
        .doesNotContain("Lavf" + "6", "Lavc" + "6");
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void theWrittenFormat_isWhatItsNameSays(AudioFormat format) throws Exception {
    byte[] file = encoder.encode(ramp(5_000), 22_050, format);
    String codec = new InProcessDecoder(22_050, DecodeLimits.DEFAULT).decode(file).codec();
    assertThat(codec)
        .isEqualTo(
            switch (format) {
              case WAV -> "pcm_s16le";
              case FLAC -> "flac";
              case MP3 -> "mp3";
            });
  }

  @Test
  void aRateThatMp3LacksIsRefused() {
    assertThatThrownBy(() -> encoder.encode(ramp(5_000), 22_051, AudioFormat.MP3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MP3 cannot be written at 22051 Hz");
  }

  @Test
  void extensionsAreInLowerCase() {
    assertThat(AudioFormat.FLAC.extension()).isEqualTo("flac");
  }

  private static short[] ramp(int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) (i * 37);
    }
    return pcm;
  }
}
