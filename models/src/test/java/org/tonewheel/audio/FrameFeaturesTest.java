package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Features against librosa's. The golden files come from {@code
 * src/test/python/make_feature_goldens.py}.
 */
class FrameFeaturesTest {
  /** What is reached; librosa's single precision is most of it. */
  private static final double TOLERANCE = 2e-4;

  /** What is demanded. In one frame alone a row has no range, and librosa's rounding comes near. */
  private static final double ONE_FRAME_TOLERANCE = 1e-3;

  private static final Map<String, FrameFeatureSettings> SETTINGS =
      Map.of(
          "paper", FrameFeatureSettings.frames33(),
          "hop1024", new FrameFeatureSettings(22_050, 1_024, 1_024, false, 13, 6, true, 12, 0),
          "centred", new FrameFeatureSettings(22_050, 2_048, 512, true, 13, 6, true, 12, 0),
          "mel128", new FrameFeatureSettings(22_050, 2_048, 2_048, true, 0, 0, false, 0, 128),
          "mel40", new FrameFeatureSettings(22_050, 1_024, 4_084, false, 0, 0, false, 0, 40),
          "mel32of300",
              new FrameFeatureSettings(
                  22_050, 1_024, 1_024, false, 0, 0, false, 0, 32, new MelRange(300, 8_000, 45)));

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "chord, paper", "chord, hop1024", "chord, centred",
    "chirp, paper", "chirp, hop1024", "chirp, centred",
    "white_noise, paper", "white_noise, hop1024", "white_noise, centred",
    "silence, paper", "silence, hop1024", "silence, centred",
    "clicks, paper", "clicks, hop1024", "clicks, centred",
    "detuned, paper", "detuned, hop1024", "detuned, centred",
    "half_silent, paper", "half_silent, hop1024", "half_silent, centred",
    "short, paper", "short, hop1024", "short, centred",
  })
  void everyRowEqualsLibrosas(String signal, String settings) {
    checkRows(signal, settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chord", "chirp", "white_noise", "silence", "clicks", "detuned", "half_silent"})
  void everyMelBandEqualsLibrosas(String signal) {
    checkRows(signal, "mel128");
    checkRows(signal, "mel40");
    checkRows(signal, "mel32of300");
  }

  @ParameterizedTest
  @CsvSource({"mel128", "mel40"})
  void oneFrameOfMelBands_equalsLibrosasWithinTheFramesRange(String settings) {
    ByteBuffer golden = read("short-" + settings + ".f32.gz");
    assertThat(golden.getInt()).isOne();
    float[] expected = new float[golden.getInt()];
    golden.asFloatBuffer().get(expected);

    float[] values = new FrameFeatures(SETTINGS.get(settings)).extract(signal("short"));

    assertThat(values).hasSameSizeAs(expected);
    assertThat(relativeError(values, expected, 0, 1)).isLessThanOrEqualTo(1e-6);
  }

  @Test
  void columnsAreMfccThenContrastThenCentroidThenChromaThenMelBands() {
    List<String> names =
        new FrameFeatures(
                new FrameFeatureSettings(22_050, 1_024, 4_084, false, 13, 6, true, 12, 80))
            .names();
    assertThat(names).hasSize(33 + 80).doesNotHaveDuplicates();
    assertThat(names.get(33)).isEqualTo("mel_1");
    assertThat(names.get(112)).isEqualTo("mel_80");
    assertThat(names.subList(0, 33))
        .isEqualTo(new FrameFeatures(FrameFeatureSettings.frames33()).names());
    assertThat(names.subList(0, 2)).containsExactly("mfcc_1", "mfcc_2");
    assertThat(names.subList(12, 14)).containsExactly("mfcc_13", "contrast_1");
    assertThat(names.subList(19, 22)).containsExactly("contrast_7", "centroid", "chroma_1");
    assertThat(names.get(32)).isEqualTo("chroma_12");
  }

  @Test
  void aFamilyLeftOut_leavesTheOthersAsTheyAre() {
    float[] samples = signal("detuned");
    float[] all = new FrameFeatures(FrameFeatureSettings.frames33()).extract(samples);
    FrameFeatures some =
        new FrameFeatures(
            new FrameFeatureSettings(22_050, 1_024, 4_084, false, 0, 6, false, 12, 0));

    float[] values = some.extract(samples);

    assertThat(some.features()).isEqualTo(19);
    for (int frame = 0; frame < some.frames(samples.length); frame++) {
      assertThat(Arrays.copyOfRange(values, frame * 19, frame * 19 + 7))
          .containsExactly(Arrays.copyOfRange(all, frame * 33 + 13, frame * 33 + 20));
      assertThat(Arrays.copyOfRange(values, frame * 19 + 7, frame * 19 + 19))
          .containsExactly(Arrays.copyOfRange(all, frame * 33 + 21, frame * 33 + 33));
    }
  }

  @Test
  void anInstanceUsedAgain_forgetsTheEarlierRecording() {
    FrameFeatures features = new FrameFeatures(FrameFeatureSettings.frames33());
    float[] fresh = features.extract(signal("clicks"));
    features.extract(signal("chord"));
    assertThat(features.extract(signal("clicks"))).containsExactly(fresh);
  }

  @Test
  void aSegmentOfThePaper_hasSixteenFrames() {
    assertThat(new FrameFeatures(FrameFeatureSettings.frames33()).frames(66_000)).isEqualTo(16);
  }

  @Test
  void noSamplesAtAll_areOneFrameOfSilence() {
    FrameFeatures features = new FrameFeatures(FrameFeatureSettings.frames33());
    assertThat(features.extract(new float[0])).containsExactly(features.extract(new float[1_024]));
  }

  @Test
  void aSampleThatIsNotFinite_isRefusedByItsPlace() {
    float[] samples = new float[2_000];
    samples[1_234] = Float.NaN;
    assertThatThrownBy(() -> new FrameFeatures(FrameFeatureSettings.frames33()).extract(samples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample 1234");
  }

  @ParameterizedTest
  @CsvSource({
    "22050, 1023, 512, 13, 6, 12, nFft",
    "22050, 1024, 0, 13, 6, 12, hopLength",
    "0, 1024, 512, 13, 6, 12, sampleRate",
    "22050, 1024, 512, 129, 6, 12, mfcc",
    "22050, 1024, 512, 13, 8, 12, contrastBands",
    "44100, 64, 512, 13, 6, 12, nFft",
    "22050, 1024, 512, 13, 6, -1, chroma",
  })
  void settingsThatCannotWork_areRefusedByName(
      int rate, int nFft, int hop, int mfcc, int bands, int chroma, String named) {
    assertThatThrownBy(
            () -> new FrameFeatureSettings(rate, nFft, hop, false, mfcc, bands, true, chroma, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource({"-1, mel must lie", "513, mel must lie", "512, fewer bands"})
  void melBandsThatCannotWork_areRefused(int mel, String message) {
    assertThatThrownBy(
            () -> new FrameFeatureSettings(22_050, 1_024, 512, false, 0, 0, false, 0, mel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 8000, 80, between -1.0 and 8000.0 Hz",
    "300, 300, 80, between 300.0 and 300.0 Hz",
    "300, NaN, 80, between 300.0 and NaN Hz",
    "0, 8000, 0, decibels must be positive",
    "0, 11026, 80, up to 11026.0 Hz",
    "0, 100, 80, no bin falls into band",
  })
  void melRangesThatCannotWork_areRefused(
      double lowest, double highest, double decibels, String message) {
    assertThatThrownBy(
            () ->
                new FrameFeatureSettings(
                    22_050,
                    1_024,
                    512,
                    false,
                    0,
                    0,
                    false,
                    0,
                    64,
                    new MelRange(lowest, highest, decibels)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void settingsThatAskForNothing_areRefused() {
    assertThatThrownBy(() -> new FrameFeatureSettings(22_050, 1_024, 512, false, 0, 0, false, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no feature");
  }

  private static void checkRows(String signal, String settings) {
    FrameFeatures features = new FrameFeatures(SETTINGS.get(settings));
    float[] samples = signal(signal);
    ByteBuffer golden = read(signal + "-" + settings + ".f32.gz");
    int frames = golden.getInt();
    int rows = golden.getInt();

    float[] values = features.extract(samples);

    assertThat(features.features()).isEqualTo(rows);
    assertThat(features.frames(samples.length)).isEqualTo(frames);
    assertThat(values).hasSize(frames * rows);
    float[] expected = new float[frames * rows];
    golden.asFloatBuffer().get(expected);
    double tolerance = frames == 1 ? ONE_FRAME_TOLERANCE : TOLERANCE;
    for (int row = 0; row < rows; row++) {
      double error = relativeError(values, expected, row, rows);
      assertThat(error).as(features.names().get(row)).isLessThanOrEqualTo(tolerance);
    }
  }

  /** Largest difference over the row's range, or over a thousandth of its largest magnitude. */
  private static double relativeError(float[] values, float[] expected, int row, int rows) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double difference = 0;
    for (int i = row; i < expected.length; i += rows) {
      low = Math.min(low, expected[i]);
      high = Math.max(high, expected[i]);
      double apart = Math.abs((double) values[i] - expected[i]);
      difference = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(difference, apart);
    }
    double range = Math.max(high - low, 1e-3 * Math.max(Math.abs(low), Math.abs(high)));
    return difference == 0 ? 0 : difference / range;
  }

  private static float[] signal(String name) {
    ByteBuffer pcm = read(name + ".pcm.gz");
    float[] samples = new float[pcm.remaining() / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm.getShort() / 32_768f;
    }
    return samples;
  }

  private static ByteBuffer read(String name) {
    try (InputStream in =
            FrameFeaturesTest.class.getResourceAsStream("/FrameFeaturesTest/" + name);
        InputStream unzipped = new GZIPInputStream(in)) {
      return ByteBuffer.wrap(unzipped.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
