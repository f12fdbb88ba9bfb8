package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;

/** Every format that is read, made by another program from one sound and held against that. */
class AudioFormatsTest {
  private static final int RATE = 22_050;
  private static final int SAMPLES = 2 * RATE;

  @TempDir static Path folder;

  private final AudioDecoder decoder = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);

  @BeforeAll
  static void makeFiles() throws Exception {
    Ffmpeg.require();
    Files.write(
        folder.resolve("in.wav"), new AudioEncoder().encode(sound(), RATE, AudioFormat.WAV));
    ByteArrayOutputStream cover = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", cover);
    Files.write(folder.resolve("cover.png"), cover.toByteArray());
    Ffmpeg.run(
        folder,
        "-i in.wav",
        "-c:a pcm_u8 u8.wav -c:a pcm_s16le s16.wav -c:a pcm_s24le s24.wav -c:a pcm_s32le s32.wav",
        "-c:a pcm_f32le f32.wav -c:a pcm_f64le f64.wav -c:a pcm_alaw alaw.wav",
        "-c:a pcm_mulaw mulaw.wav -c:a pcm_s16le -rf64 always rf64.wav -c:a pcm_s16le s16.w64",
        "-c:a pcm_s8 s8.aiff -c:a pcm_s16be s16.aiff -c:a pcm_s24be s24.aiff -c:a pcm_s32be s32.aiff",
        "-f aiff -c:a pcm_f32be f32.aifc -f aiff -c:a pcm_f64be f64.aifc",
        "-f aiff -c:a pcm_alaw alaw.aifc -f aiff -c:a pcm_s16le sowt.aifc",
        "-c:a pcm_s8 s8.au -c:a pcm_s16be s16.au -c:a pcm_s24be s24.au -c:a pcm_s32be s32.au",
        "-c:a pcm_f32be f32.au -c:a pcm_f64be f64.au -c:a pcm_alaw alaw.au -c:a pcm_mulaw mulaw.au",
        "-c:a flac s16.flac -c:a flac -sample_fmt s32 s24.flac -c:a flac flac.ogg -c:a alac alac.m4a",
        "-c:a libmp3lame -b:a 128k cbr.mp3 -c:a libmp3lame -q:a 2 vbr.mp3",
        "-c:a libmp3lame -write_xing 0 -id3v2_version 0 bare.mp3",
        "-c:a libvorbis -q:a 5 vorbis.ogg -c:a libopus -b:a 128k opus.opus -c:a libopus opus.ogg",
        "-c:a aac -b:a 128k aac.m4a -c:a aac -b:a 128k adts.aac");
    Ffmpeg.run(
        folder,
        "-i cbr.mp3 -i aac.m4a -i s16.flac -i cover.png",
        "-map 0 -map 3 -c copy -id3v2_version 3 -write_id3v1 1 -disposition:v attached_pic art.mp3",
        "-map 1 -map 3 -c copy -disposition:v attached_pic art.m4a",
        "-map 2 -map 3 -c copy -disposition:v attached_pic art.flac",
        "-map 3 -map 1 -c:v mpeg4 -c:a copy film.mp4");
    byte[] bare = Files.readAllBytes(folder.resolve("bare.mp3"));
    Files.write(folder.resolve("torn.mp3"), Arrays.copyOfRange(bare, 1_000, bare.length));
  }

  private DecodedAudio decoded(String file) throws Exception {
    return decoder.decode(Files.readAllBytes(folder.resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s16.wav", "s24.wav", "s32.wav", "f32.wav", "f64.wav", "rf64.wav", "s16.w64", "s16.aiff",
        "s24.aiff", "s32.aiff", "f32.aifc", "f64.aifc", "sowt.aifc", "s16.au", "s24.au", "s32.au",
        "f32.au", "f64.au", "s16.flac", "s24.flac", "art.flac", "flac.ogg", "alac.m4a",
      })
  void whatLosesNothing_comesBackBitForBit(String file) throws Exception {
    assertThat(decoded(file).pcm()).isEqualTo(sound());
  }

  @ParameterizedTest
  @CsvSource({
    "u8.wav, 35",
    "s8.aiff, 35",
    "s8.au, 35",
    "alaw.wav, 33",
    "alaw.aifc, 33",
    "alaw.au, 33",
    "mulaw.wav, 33",
    "mulaw.au, 33",
    "cbr.mp3, 15",
    "vbr.mp3, 20",
    "art.mp3, 15",
    "vorbis.ogg, 12",
    "opus.opus, 15",
    "opus.ogg, 12",
    "aac.m4a, 15",
    "art.m4a, 15",
    "film.mp4, 15",
  })
  void whatLosesSomething_comesBackInPlaceAndCloseToTheSource(String file, double decibels)
      throws Exception {
    short[] pcm = decoded(file).pcm();
    assertThat(pcm.length).isCloseTo(SAMPLES, within(RATE / 10));
    assertThat(signalToError(pcm, sound(), 0)).isGreaterThan(decibels);
  }

  /** What has no header does not say how many samples come before the sound. */
  @ParameterizedTest
  @CsvSource({"bare.mp3, 15", "torn.mp3, 10", "adts.aac, 15"})
  void soundWithoutAHeader_comesBackLate(String file, double decibels) throws Exception {
    short[] pcm = decoded(file).pcm();
    short[] source = sound();
    double best = Double.NEGATIVE_INFINITY;
    for (int lag = -6_000; lag <= 6_000; lag++) {
      best = Math.max(best, signalToError(pcm, source, lag));
    }
    assertThat(best).isGreaterThan(decibels);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        8_000, 11_025, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400,
        192_000, 352_800, 384_000
      })
  void everyRate_isBroughtToTheWantedOne(int rate) throws Exception {
    short[] pcm = tone(rate, rate);
    DecodedAudio decoded = decoder.decode(new AudioEncoder().encode(pcm, rate, AudioFormat.WAV));
    assertThat(decoded.sourceSampleRate()).isEqualTo(rate);
    assertThat(decoded.pcm()).hasSize(RATE);
    short[] expected = tone(RATE, RATE);
    double error = 0;
    for (int i = 500; i < RATE - 500; i++) {
      error = Math.max(error, Math.abs(decoded.pcm()[i] - expected[i]));
    }
    assertThat(error).as("of 10,000").isLessThan(12);
  }

  @Test
  void flacAndAac_areReadAtTheirHighestRates() throws Exception {
    Ffmpeg.run(
        folder,
        "-i in.wav -ar 384000 -c:a flac high.flac -ar 96000 -c:a aac high.m4a",
        "-ar 8000 -c:a libmp3lame low.mp3 -ar 8000 -c:a libopus low.opus");
    for (String file : new String[] {"high.flac", "high.m4a", "low.mp3", "low.opus"}) {
      assertThat(decoded(file).pcm().length).as(file).isCloseTo(SAMPLES, within(RATE / 10));
    }
    assertThat(decoded("high.flac").sourceSampleRate()).isEqualTo(384_000);
  }

  /** The weights that inputs.md states: those of FFmpeg's own downmix, brought to a sum of one. */
  @ParameterizedTest
  @CsvSource({
    "2, 0x3, 0.5 0.5",
    "3, 0x7, 0.2929 0.2929 0.4142",
    "3, 0xB, 0.5 0.5 0",
    "4, 0x33, 0.2929 0.2929 0.2071 0.2071",
    "6, 0x3F, 0.2071 0.2071 0.2929 0 0.1464 0.1464",
    "6, 0x60F, 0.2071 0.2071 0.2929 0 0.1464 0.1464",
    "8, 0x63F, 0.1602 0.1602 0.2265 0 0.1133 0.1133 0.1133 0.1133",
  })
  void channels_areMixedWithTheWeightsOfTheirPlaces(int channels, String mask, String weights)
      throws Exception {
    String[] expected = weights.split(" ", -1);
    for (int channel = 0; channel < channels; channel++) {
      short[] frames = new short[channels * 100];
      for (int i = channel; i < frames.length; i += channels) {
        frames[i] = 10_000;
      }
      byte[] wav = extensible(channels, Integer.decode(mask), frames);
      DecodedAudio decoded = decoder.decode(wav);
      assertThat(decoded.sourceChannels()).isEqualTo(channels);
      assertThat((double) decoded.pcm()[50] / 10_000)
          .as("channel %d", channel)
          .isCloseTo(Double.parseDouble(expected[channel]), within(1e-3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyCount_ofChannelsThatNameNoPlace_isRead(int channels) throws Exception {
    short[] frames = new short[channels * 100];
    Arrays.fill(frames, (short) 9_000);
    assertThat(decoder.decode(extensible(channels, 0, frames)).pcm()[50])
        .isCloseTo((short) 9_000, within((short) 2));
  }

  @Test
  void compressedSurround_isMixedAsTheSameSoundUncompressed() throws Exception {
    Ffmpeg.run(
        folder,
        "-i in.wav -af pan=5.1|c0=c0|c1=0.5*c0|c2=0.3*c0|c3=c0|c4=-0.2*c0|c5=0.1*c0",
        "-c:a pcm_s16le 51.wav");
    Ffmpeg.run(
        folder, "-i 51.wav -c:a flac 51.flac -c:a libvorbis 51.ogg -c:a libopus 51.opus 51.m4a");
    short[] expected = decoded("51.wav").pcm();
    assertThat(decoded("51.flac").pcm()).isEqualTo(expected);
    for (String file : new String[] {"51.ogg", "51.opus", "51.m4a"}) {
      DecodedAudio mixed = decoded(file);
      assertThat(mixed.sourceChannels()).as(file).isEqualTo(6);
      assertThat(signalToError(mixed.pcm(), expected, 0)).as(file).isGreaterThan(8);
    }
  }

  /** A sweep under soft noise: no two places in it are alike. */
  private static short[] sound() {
    SplittableRandom random = new SplittableRandom(1);
    short[] pcm = new short[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double t = (double) i / RATE;
      double sweep = Math.sin(2 * Math.PI * (200 * t + 700 * t * t));
      pcm[i] = (short) Math.rint(12_000 * sweep + random.nextDouble(-300, 300));
    }
    return pcm;
  }

  private static short[] tone(int rate, int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) Math.rint(10_000 * Math.sin(2 * Math.PI * 440 * i / rate));
    }
    return pcm;
  }

  /** Decibels of the sound over its difference from a copy that is so many samples late. */
  private static double signalToError(short[] pcm, short[] source, int lag) {
    double signal = 0;
    double error = 0;
    int from = Math.max(1_000, -lag);
    int to = Math.min(Math.min(source.length, pcm.length - lag), source.length - 1_000);
    for (int i = from; i < to; i++) {
      double difference = (double) source[i] - pcm[i + lag];
      signal += (double) source[i] * source[i];
      error += difference * difference;
    }
    return 10 * Math.log10(signal / Math.max(error, 1e-9));
  }

  /** A WAV file whose header says by a mask where each channel belongs; 0 says nothing. */
  private static byte[] extensible(int channels, int mask, short[] frames) {
    ByteBuffer file = ByteBuffer.allocate(68 + 2 * frames.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII));
    file.putInt(60 + 2 * frames.length);
    file.put("WAVEfmt ".getBytes(US_ASCII));
    file.putInt(40).putShort((short) 0xFFFE).putShort((short) channels);
    file.putInt(RATE).putInt(2 * RATE * channels).putShort((short) (2 * channels));
    file.putShort((short) 16).putShort((short) 22).putShort((short) 16).putInt(mask);
    file.putLong(0x0010_0000_0000_0001L).putLong(0x719B_3800_AA00_0080L); // PCM
    file.put("data".getBytes(US_ASCII));
    file.putInt(2 * frames.length);
    file.asShortBuffer().put(frames);
    return file.array();
  }
}
