package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every feature of synthetic signals against librosa's, under the first paper's settings and
 * librosa's defaults; prints the table in {@code models/docs/features.md}. The golden files come
 * from {@code src/test/python/make_parity_goldens.py}.
 */
class FeatureParityTest {
  /** Where only rounding can differ and librosa's is followed step by step. */
  private static final double ROUNDING = 1e-5;

  private static final double LARGEST = 1e-4;

  /** Where a row hardly moves, librosa's single precision is more than 1e-4 of its range. */
  private static final double TIMES_OWN = 2;

  private static final ParityTable TABLE = new ParityTable();
  private static final Map<String, List<String>> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put(
        "tones",
        List.of(
            "tone-on-bin",
            "tone-between-bins",
            "tone-quarter-off",
            "tone-below-first-bin",
            "tone-below-nyquist",
            "two-tones"));
    CLASSES.put("chirps", List.of("chirp", "chirp-logarithmic"));
    CLASSES.put("noise", List.of("white", "pink", "faint"));
    CLASSES.put("silence", List.of("silence", "constant", "bursts"));
    CLASSES.put("clipping", List.of("clipped-tone", "clipped-chord", "square"));
    CLASSES.put(
        "very short",
        List.of(
            "one-sample",
            "two-samples",
            "37-samples",
            "600-samples",
            "1023-samples",
            "one-window"));
    CLASSES.put(
        "8 to 96 kHz",
        List.of(
            "chord-8000",
            "chord-11025",
            "chord-16000",
            "chord-44100",
            "chord-48000",
            "chord-96000"));
  }

  static Stream<Arguments> signals() {
    return CLASSES.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(name -> Arguments.of(e.getKey(), name)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("signals")
  void everyRowEqualsLibrosas(String kind, String name) throws IOException {
    TABLE.compare(kind, name, golden(name), FeatureParityTest::limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "one-sample", "constant"})
  void whatHoldsNoSound_givesFiniteValues(String name) throws IOException {
    LibrosaGolden golden = golden(name);
    for (LibrosaGolden.Matrix matrix : golden.matrices()) {
      float[] values = new FrameFeatures(matrix.settings()).extract(golden.samples());
      for (float value : values) {
        assertThat(value).isFinite();
      }
    }
  }

  @AfterAll
  static void printTheTable() {
    TABLE.print();
  }

  private static double limit(String family, int frames, double own) {
    boolean followed = family.equals("contrast") || family.equals("centroid");
    return followed && frames > 1 ? ROUNDING : Math.max(LARGEST, TIMES_OWN * own);
  }

  private static LibrosaGolden golden(String name) throws IOException {
    try (InputStream in =
        FeatureParityTest.class.getResourceAsStream("/FeatureParityTest/" + name + ".gz")) {
      return LibrosaGolden.read(in);
    }
  }
}
