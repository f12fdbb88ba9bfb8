package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;

class AudioDecoderTest {
  private static final int RATE = 22_050;
  private static final Path SHARED = Path.of("../../shared/data");

  private final AudioDecoder decoder = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);

  @ParameterizedTest
  @EnumSource(
      value = AudioFormat.class,
      names = {"WAV", "FLAC"})
  void aLosslessMonoFileAtTheWantedRate_comesBackBitForBit(AudioFormat format) throws Exception {
    short[] pcm = sine(440, RATE, 50_001, 1.0);
    pcm[7] = Short.MIN_VALUE;
    pcm[8] = Short.MAX_VALUE;
    DecodedAudio decoded = decoder.decode(new AudioEncoder().encode(pcm, RATE, format));
    assertThat(decoded.pcm()).containsExactly(pcm);
    assertThat(decoded.sampleRate()).isEqualTo(RATE);
    assertThat(decoded.sourceSampleRate()).isEqualTo(RATE);
    assertThat(decoded.sourceChannels()).isEqualTo(1);
    assertThat(decoded.seconds()).isEqualTo(50_001.0 / RATE);
  }

  @Test
  void anMp3_comesBackInLengthAndAlignedInSound() throws Exception {
    short[] pcm = sine(440, RATE, 40_000, 0.5);
    DecodedAudio decoded = decoder.decode(new AudioEncoder().encode(pcm, RATE, AudioFormat.MP3));
    assertThat(decoded.codec()).isEqualTo("mp3");
    assertThat(decoded.pcm()).hasSize(pcm.length);
    // the encoder takes the level down a little against clipping, so only the shape is compared
    assertThat(correlation(decoded.pcm(), pcm)).isGreaterThan(0.999);
  }

  @Test
  void stereo_isMixedToItsMean() throws Exception {
    byte[] wav = wav(RATE, 2, 16, 1, shorts(1_000, 3_000, -32_768, -32_768, 32_767, 32_767));
    DecodedAudio decoded = decoder.decode(wav);
    assertThat(decoded.pcm()).containsExactly(2_000, -32_768, 32_767);
    assertThat(decoded.sourceChannels()).isEqualTo(2);
  }

  @Test
  void eightChannels_areReadAndNineAreNot() throws Exception {
    short[] frames = new short[8 * 4_000];
    assertThat(decoder.decode(wav(RATE, 8, 16, 1, bytes(frames))).pcm()).hasSize(4_000);
    assertRejected(wav(RATE, 9, 16, 1, bytes(new short[9 * 400])), RejectReason.BAD_CHANNELS, "9");
  }

  @ParameterizedTest
  @CsvSource({"8000", "16000", "44100", "48000", "96000"})
  void anotherRate_isResampledInLengthAndPitch(int rate) throws Exception {
    short[] pcm = sine(440, rate, rate, 0.5);
    DecodedAudio decoded = decoder.decode(new AudioEncoder().encode(pcm, rate, AudioFormat.WAV));
    assertThat(decoded.sourceSampleRate()).isEqualTo(rate);
    assertThat(decoded.pcm().length).isCloseTo(RATE, within(2));
    short[] middle = Arrays.copyOfRange(decoded.pcm(), 2_000, 20_000);
    short[] expected = Arrays.copyOfRange(sine(440, RATE, RATE, 0.5), 2_000, 20_000);
    assertThat(meanError(middle, expected)).isLessThan(0.001);
  }

  @Test
  void floatSamplesBeyondFullScale_areClipped() throws Exception {
    byte[] samples = floats(0.5f, 2f, -3f, 0f);
    assertThat(decoder.decode(wav(RATE, 1, 32, 3, samples)).pcm())
        .containsExactly(16_384, 32_767, -32_768, 0);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void samplesThatAreNotFinite_areRejected(float bad) {
    byte[] wav = wav(RATE, 1, 32, 3, floats(0f, bad, 0f));
    assertRejected(wav, RejectReason.NOT_FINITE, "sample near");
  }

  @Test
  void anEmptyFile_isRejected() {
    assertRejected(new byte[0], RejectReason.EMPTY_FILE, "empty");
  }

  @Test
  void aWavWithoutASample_isRejected() {
    assertRejected(wav(RATE, 1, 16, 1, new byte[0]), RejectReason.NO_SAMPLES, "no sound");
  }

  @Test
  void text_isNotAudio() {
    byte[] text = "This is not music.\n".repeat(200).getBytes(UTF_8);
    assertRejected(text, RejectReason.NOT_AUDIO, "could be recognised");
  }

  @Test
  void aFileCutWithinItsHeader_isCorruptAndNamesItsFormat() {
    byte[] wav = wav(RATE, 1, 16, 1, bytes(new short[1_000]));
    assertRejected(Arrays.copyOf(wav, 20), RejectReason.CORRUPT, "begins like WAV");
  }

  @Test
  void aPlaylistThatNamesAnotherFile_isNotFollowed(@TempDir Path folder) throws Exception {
    Path other = folder.resolve("other.wav");
    Files.write(
        other, new AudioEncoder().encode(sine(440, RATE, RATE, 0.5), RATE, AudioFormat.WAV));
    String concat = "ffconcat version 1.0\nfile '" + other + "'\n";
    String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + other + "\n#EXT-X-ENDLIST\n";
    assertRejected(concat.getBytes(UTF_8), RejectReason.NOT_AUDIO, "could be recognised");
    assertRejected(hls.getBytes(UTF_8), RejectReason.NOT_AUDIO, "could be recognised");
  }

  @ParameterizedTest
  @CsvSource({"1", "3999", "384001"})
  void aRateThatNoMusicHas_isRejectedBeforeItUnfolds(int rate) {
    byte[] wav = wav(rate, 1, 16, 1, bytes(new short[10_000]));
    assertRejected(wav, RejectReason.BAD_RATE, rate + " Hz");
  }

  @Test
  void aWavWithoutChannels_isRejected() {
    byte[] wav = wav(RATE, 0, 16, 1, bytes(new short[1_000]));
    assertRejected(wav, RejectReason.BAD_CHANNELS, "0 channels");
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void aFileCutInHalf_isTruncated(AudioFormat format) {
    byte[] file = new AudioEncoder().encode(sine(440, RATE, 5 * RATE, 0.5), RATE, format);
    assertRejected(Arrays.copyOf(file, file.length / 2), RejectReason.TRUNCATED, "promises 5.0");
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void aFileThatLacksItsLastTenth_isTruncated(AudioFormat format) {
    byte[] file = new AudioEncoder().encode(sine(440, RATE, 5 * RATE, 0.5), RATE, format);
    assertRejected(Arrays.copyOf(file, file.length * 9 / 10), RejectReason.TRUNCATED, "promises");
  }

  @Test
  void aWavWithoutASizeInItsHeader_promisesNothing() throws Exception {
    byte[] wav = wav(RATE, 1, 16, 1, bytes(sine(440, RATE, RATE, 0.5)));
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(4, -1).putInt(40, -1);
    assertThat(decoder.decode(wav).pcm()).hasSize(RATE);
  }

  @Test
  void soundBeyondTheLimit_isRejected() {
    AudioDecoder strict = new InProcessDecoder(RATE, new DecodeLimits(2.0, 1 << 20));
    byte[] file = new AudioEncoder().encode(new short[2 * RATE + 1], RATE, AudioFormat.FLAC);
    assertThatThrownBy(() -> strict.decode(file))
        .isInstanceOfSatisfying(
            AudioRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_LONG))
        .hasMessageContaining("2.0 s");
  }

  @Test
  void moreBytesThanAllowed_areNotLookedAt() {
    AudioDecoder strict = new InProcessDecoder(RATE, new DecodeLimits(60, 1_000));
    assertThatThrownBy(() -> strict.decode(new byte[1_001]))
        .isInstanceOfSatisfying(
            AudioRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_LARGE))
        .hasMessageContaining("1001 bytes");
  }

  @Test
  void damagedFiles_areDecodedOrRejectedButNeverEndTheProcess() {
    for (AudioFormat format : AudioFormat.values()) {
      byte[] whole = new AudioEncoder().encode(sine(440, RATE, RATE, 0.5), RATE, format);
      for (int seed = 0; seed < 40; seed++) {
        byte[] damaged = whole.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1 + seed; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        try {
          assertThat(decoder.decode(damaged).pcm()).isNotEmpty();
        } catch (AudioRejectedException e) {
          assertThat(e.detail()).isNotBlank();
        }
      }
    }
  }

  @Test
  void oneDecoder_servesManyThreads() throws Exception {
    byte[] file =
        new AudioEncoder().encode(sine(440, 44_100, 88_200, 0.5), 44_100, AudioFormat.MP3);
    short[] alone = decoder.decode(file).pcm();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<short[]> decode = () -> decoder.decode(file).pcm();
      for (Future<short[]> result : threads.invokeAll(Collections.nCopies(24, decode))) {
        assertThat(result.get()).containsExactly(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void everyReason_hasAStableCode() {
    List<String> codes = Arrays.stream(RejectReason.values()).map(RejectReason::code).toList();
    assertThat(codes)
        .containsExactly(
            "empty-file",
            "too-large",
            "not-audio",
            "no-audio-stream",
            "unsupported-codec",
            "bad-rate",
            "bad-channels",
            "too-long",
            "truncated",
            "no-samples",
            "corrupt",
            "not-finite",
            "compressed-tag",
            "decode-timeout",
            "decoder-crashed",
            "decoder-memory");
  }

  @ParameterizedTest
  @CsvSource({"music.mp3, mp3", "stereo.flac, flac", "stereo.m4a, aac"})
  void realFiles_areRead(String name, String codec) throws Exception {
    DecodedAudio decoded = decoder.decode(shared("codecs/" + name));
    assertThat(decoded.codec()).isEqualTo(codec);
    assertThat(decoded.seconds()).isBetween(0.5, 60.0);
  }

  @Test
  void aRealVorbisTrack_hasThePapersLength() throws Exception {
    DecodedAudio decoded = decoder.decode(shared("gtzan/four/blues/blues.00000.ogg"));
    assertThat(decoded.codec()).isEqualTo("vorbis");
    assertThat(decoded.seconds()).isCloseTo(30, within(0.1));
  }

  @Test
  void anOggCutWithinAPage_isTruncated() throws Exception {
    byte[] ogg = shared("gtzan/four/blues/blues.00000.ogg");
    assertRejected(Arrays.copyOf(ogg, ogg.length * 2 / 3), RejectReason.TRUNCATED, "page");
  }

  @ParameterizedTest
  @CsvSource({"truncated_94_bytes.wav", "zero_channels.mp3"})
  void realBrokenFiles_areRejected(String name) throws Exception {
    assertThat(reject(shared("codecs/" + name)).reason()).isEqualTo(RejectReason.NOT_AUDIO);
  }

  private void assertRejected(byte[] file, RejectReason reason, String said) {
    AudioRejectedException rejection = reject(file);
    assertThat(rejection.reason()).as(rejection.detail()).isEqualTo(reason);
    assertThat(rejection.detail()).contains(said);
  }

  private AudioRejectedException reject(byte[] file) {
    AudioRejectedException rejection =
        catchThrowableOfType(AudioRejectedException.class, () -> decoder.decode(file));
    assertThat(rejection).as("a rejection").isNotNull();
    return rejection;
  }

  private static byte[] shared(String name) throws IOException {
    Path file = SHARED.resolve(name);
    assumeTrue(Files.exists(file), "the shared data are not there: " + name);
    return Files.readAllBytes(file);
  }

  private static short[] sine(double hz, int rate, int samples, double level) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) Math.rint(level * 32_767 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return pcm;
  }

  private static double correlation(short[] a, short[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double meanError(short[] a, short[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]) / 32_768.0;
    }
    return sum / a.length;
  }

  private static byte[] shorts(int... samples) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      buffer.putShort((short) sample);
    }
    return buffer.array();
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asShortBuffer().put(samples);
    return buffer.array();
  }

  private static byte[] floats(float... samples) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(samples);
    return buffer.array();
  }

  /** A WAV file by hand, so that its header can say anything. */
  private static byte[] wav(int rate, int channels, int bits, int formatTag, byte[] data) {
    int block = channels * bits / 8;
    return ByteBuffer.allocate(44 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(UTF_8))
        .putInt(36 + data.length)
        .put("WAVEfmt ".getBytes(UTF_8))
        .putInt(16)
        .putShort((short) formatTag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * block)
        .putShort((short) block)
        .putShort((short) bits)
        .put("data".getBytes(UTF_8))
        .putInt(data.length)
        .put(data)
        .array();
  }
}
