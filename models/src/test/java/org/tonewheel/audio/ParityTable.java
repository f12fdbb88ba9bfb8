package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/**
 * How far features lie from librosa's: the largest difference over a row's range, where a row is
 * one feature over a recording and its range counts as at least a thousandth of its largest
 * magnitude.
 */
final class ParityTable {
  private static final List<String> FAMILIES =
      List.of("mfcc", "contrast", "centroid", "chroma", "mel");

  /** The largest error of a family, and librosa's own there or elsewhere. */
  private record Cell(double error, double own) {}

  private final Map<String, Map<String, Map<String, Cell>>> cells = new LinkedHashMap<>();

  /**
   * What a row may be off, given its family, the recording's frames, and how far librosa in single
   * precision lies from librosa in double in that family.
   */
  interface Limit {
    double of(String family, int frames, double own);
  }

  /** Compares one recording, row by row. */
  void compare(String recordings, String name, LibrosaGolden golden, Limit limit) {
    SoftAssertions rowsHold = new SoftAssertions();
    for (LibrosaGolden.Matrix matrix : golden.matrices()) {
      FrameFeatures features = new FrameFeatures(matrix.settings());
      float[] values = features.extract(golden.samples());
      assertThat(features.features()).isEqualTo(matrix.own().length);
      assertThat(values).hasSameSizeAs(matrix.values());
      Map<String, Double> owns = new HashMap<>();
      for (int row = 0; row < features.features(); row++) {
        owns.merge(family(features.names().get(row)), (double) matrix.own()[row], Math::max);
      }
      for (int row = 0; row < features.features(); row++) {
        String feature = features.names().get(row);
        String family = family(feature);
        double error = error(values, matrix.values(), row, features.features());
        double own = owns.get(family);
        rowsHold
            .assertThat(error)
            .as("%s, %s, %s (librosa's own: %.1e)", name, matrix.name(), feature, own)
            .isLessThanOrEqualTo(limit.of(family, matrix.frames(), own));
        cells
            .computeIfAbsent(matrix.name(), key -> new LinkedHashMap<>())
            .computeIfAbsent(recordings, key -> new LinkedHashMap<>())
            .merge(
                family,
                new Cell(error, own),
                (a, b) -> new Cell(Math.max(a.error, b.error), Math.max(a.own, b.own)));
      }
    }
    rowsHold.assertAll();
  }

  /** Prints a table for each of the settings. */
  void print() {
    StringBuilder text = new StringBuilder();
    cells.forEach(
        (settings, rows) -> {
          text.append("\n| ").append(settings).append(" | MFCC | contrast | centroid | chroma |");
          text.append(" mel |\n|---|---|---|---|---|---|\n");
          rows.forEach(
              (recordings, row) -> {
                text.append("| ").append(recordings);
                FAMILIES.forEach(family -> text.append(" | ").append(text(row.get(family))));
                text.append(" |\n");
              });
        });
    System.out.println(text);
  }

  private static String family(String feature) {
    int end = feature.indexOf('_');
    return end < 0 ? feature : feature.substring(0, end);
  }

  private static String text(Cell cell) {
    return text(cell.error) + " (" + text(cell.own) + ")";
  }

  private static String text(double value) {
    return value < 1e-9 ? "0" : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
  }

  private static double error(float[] values, float[] expected, int row, int rows) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double difference = 0;
    for (int i = row; i < expected.length; i += rows) {
      low = Math.min(low, expected[i]);
      high = Math.max(high, expected[i]);
      double apart = Math.abs((double) values[i] - expected[i]);
      difference = Double.isFinite(apart) ? Math.max(difference, apart) : Double.POSITIVE_INFINITY;
    }
    double range = Math.max(high - low, 1e-3 * Math.max(Math.abs(low), Math.abs(high)));
    return difference == 0 ? 0 : difference / range;
  }
}
