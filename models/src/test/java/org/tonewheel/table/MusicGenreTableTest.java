package org.tonewheel.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tonewheel.projection.Pca;

/**
 * The second paper's table, where it is there; {@code src/test/python/music_genre_figures.py}
 * prints what pandas and scikit-learn say of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the table is read once
class MusicGenreTableTest {
  private static final Path FILE = Path.of("../../shared/data/tabular/music_genre.csv");
  private static final List<String> LOGS = List.of("instrumentalness", "liveness", "speechiness");
  private static final TableLayout LAYOUT =
      new TableLayout(
          List.of(
              TableColumn.ignored("instance_id"),
              TableColumn.group("artist_name", "artist").withMissing("empty_field"),
              TableColumn.ignored("track_name"),
              bounded("popularity", 0.0, 100.0),
              bounded("acousticness", 0.0, 1.0),
              bounded("danceability", 0.0, 1.0),
              bounded("duration_ms", 0.0, null).withMissing("-1"),
              bounded("energy", 0.0, 1.0),
              bounded("instrumentalness", 0.0, 1.0),
              TableColumn.categorical(
                  "key", List.of("A", "A#", "B", "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#")),
              bounded("liveness", 0.0, 1.0),
              TableColumn.numeric("loudness"),
              TableColumn.categorical("mode", List.of("Major", "Minor")),
              bounded("speechiness", 0.0, 1.0),
              bounded("tempo", 0.0, null),
              TableColumn.ignored("obtained_date"),
              bounded("valence", 0.0, 1.0),
              TableColumn.label("music_genre")),
          Set.of("?"),
          List.of(
              "acousticness",
              "danceability",
              "energy",
              "instrumentalness",
              "key",
              "liveness",
              "loudness",
              "mode",
              "speechiness",
              "valence"));

  private final List<ParsedRow> rows = new ArrayList<>();

  @BeforeAll
  void read() throws IOException {
    assumeTrue(Files.exists(FILE), "the shared data are not there: " + FILE);
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
    try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(FILE), format)) {
      TableRowReader reader = null;
      for (CSVRecord record : parser) {
        if (reader == null) {
          reader = new TableRowReader(LAYOUT, record.toList());
        } else {
          rows.add(reader.read(record.toList(), record.getRecordNumber()));
        }
      }
    }
  }

  @Test
  void whatIsMissing_isCountedByColumn() {
    assertThat(rows.stream().collect(groupingBy(ParsedRow::state, counting())))
        .isEqualTo(Map.of(RowState.USABLE, 50_000L, RowState.BLANK, 5L));
    assertThat(
            usable().stream()
                .flatMap(row -> row.notes().stream())
                .collect(groupingBy(note -> note, counting())))
        .isEqualTo(
            Map.of(
                new CellNote("tempo", CellFate.MISSING), 4_980L,
                new CellNote("duration_ms", CellFate.MISSING), 4_939L,
                new CellNote("artist_name", CellFate.MISSING), 2_489L));
  }

  @Test
  void rowsRepeatEachOther_mostUnderAnotherGenre() {
    RepeatTally tally = new RepeatTally();
    usable().forEach(row -> tally.add(row.repeatKey(), row.label()));
    RepeatFigures figures = tally.figures();
    assertThat(figures.rows()).isEqualTo(50_000);
    assertThat(figures.repeated()).isEqualTo(8_247);
    assertThat(figures.contradictory()).isEqualTo(8_169);
    assertThat(figures.keysBySize()).isEqualTo(Map.of(1, 41_753L, 2, 3_780L, 3, 225L, 4, 3L));
    assertThat(figures.agreeing()).isEqualTo(45_805);
    assertThat(figures.ceiling()).isCloseTo(0.9161, within(1e-12));
  }

  @Test
  void twoPrincipalComponents_explainWhatScikitLearnSays_farFromThePapers68Percent() {
    assertThat(explained(List.of())).isCloseTo(0.388836, within(1e-6));
    assertThat(explained(LOGS)).isCloseTo(0.389551, within(1e-6));
  }

  private double explained(List<String> log) {
    float[][] raw = usable().stream().map(ParsedRow::values).toArray(float[][]::new);
    Preparation preparation =
        Preparation.fit(
            LAYOUT,
            raw,
            new PreparationSettings(
                Imputation.MEDIAN,
                OutlierTreatment.NONE,
                1.5,
                log,
                Encoding.NUMBER,
                Scaling.STANDARD));
    double[][] prepared = new double[raw.length][];
    for (int row = 0; row < raw.length; row++) {
      float[] values = preparation.apply(raw[row]);
      prepared[row] = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        prepared[row][i] = values[i];
      }
    }
    return Arrays.stream(Pca.fit(prepared, 2).explainedVarianceRatio()).sum();
  }

  private List<ParsedRow> usable() {
    return rows.stream().filter(row -> row.state() == RowState.USABLE).toList();
  }

  private static TableColumn bounded(String name, Double min, Double max) {
    return TableColumn.numeric(name).withBounds(min, max, OutOfBounds.REJECT);
  }
}
