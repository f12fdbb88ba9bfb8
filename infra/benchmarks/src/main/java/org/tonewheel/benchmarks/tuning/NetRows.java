package org.tonewheel.benchmarks.tuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.table.Encoding;
import org.tonewheel.table.Imputation;
import org.tonewheel.table.OutlierTreatment;
import org.tonewheel.table.ParsedRow;
import org.tonewheel.table.Preparation;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.RowState;
import org.tonewheel.table.Scaling;
import org.tonewheel.table.StratifiedSample;
import org.tonewheel.table.TableColumn;
import org.tonewheel.table.TableLayout;
import org.tonewheel.table.TableRowReader;
import org.tonewheel.tribuo.TableDomain;
import org.tonewheel.tribuo.TableRows;

/**
 * Rows of the second paper's table, read and prepared as the set {@code paper} of {@code
 * p2-music-genre.yaml} is. Two thirds are learnt from, one third is watched; in both, each genre
 * has its share.
 *
 * @param domain the prepared columns, and the genres in the order of their names
 * @param training what the preparation is measured on
 * @param validation prepared alike
 */
record NetRows(TableDomain domain, TableRows training, TableRows validation) {
  private static final int WATCHED = 3; // one row of so many
  private static final TableLayout LAYOUT =
      new TableLayout(
          List.of(
              TableColumn.ignored("instance_id"),
              TableColumn.ignored("artist_name"),
              TableColumn.ignored("track_name"),
              bounded("popularity", 0.0, 100.0),
              share("acousticness"),
              share("danceability"),
              bounded("duration_ms", 0.0, null).withMissing("-1"),
              share("energy"),
              share("instrumentalness"),
              TableColumn.categorical(
                  "key", List.of("A", "A#", "B", "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#")),
              share("liveness"),
              bounded("loudness", -100.0, 20.0),
              TableColumn.categorical("mode", List.of("Major", "Minor")),
              share("speechiness"),
              bounded("tempo", 0.0, 1000.0),
              TableColumn.ignored("obtained_date"),
              share("valence"),
              TableColumn.label("music_genre")),
          Set.of("?"),
          List.of());

  /** Tukey's. */
  private static final double IQR_FACTOR = 1.5;

  private static final PreparationSettings PAPER =
      new PreparationSettings(
          Imputation.MEDIAN,
          OutlierTreatment.CLIP,
          IQR_FACTOR,
          List.of("instrumentalness", "liveness", "speechiness"),
          Encoding.NUMBER,
          Scaling.STANDARD);

  /**
   * Reads the table.
   *
   * @param size rows of both sides together; all where the table has no more. Which ones is the
   *     same whenever it is read
   * @throws IllegalArgumentException if the file has a row that cannot be used, or none at all; the
   *     message names file, line and column
   */
  static NetRows read(Path csv, int size) throws IOException {
    List<ParsedRow> rows = parsed(csv);
    List<String> genres = List.copyOf(new TreeSet<>(rows.stream().map(ParsedRow::label).toList()));
    int[] labels = rows.stream().mapToInt(row -> genres.indexOf(row.label())).toArray();
    int[] taken = StratifiedSample.of(labels, size, 1);
    int[] takenLabels = Arrays.stream(taken).map(row -> labels[row]).toArray();
    int[] watched = StratifiedSample.of(takenLabels, taken.length / WATCHED, 2);
    int[] learnt =
        IntStream.range(0, taken.length)
            .filter(place -> Arrays.binarySearch(watched, place) < 0)
            .toArray();
    Preparation preparation =
        Preparation.fit(
            LAYOUT,
            Arrays.stream(learnt)
                .mapToObj(place -> rows.get(taken[place]).values())
                .toArray(float[][]::new),
            PAPER);
    return new NetRows(
        new TableDomain(preparation.names(), genres),
        side(rows, labels, taken, learnt, preparation),
        side(rows, labels, taken, watched, preparation));
  }

  private static TableRows side(
      List<ParsedRow> rows, int[] labels, int[] taken, int[] places, Preparation preparation) {
    return new TableRows(
        Arrays.stream(places)
            .mapToObj(place -> preparation.apply(rows.get(taken[place]).values()))
            .toArray(float[][]::new),
        Arrays.stream(places).map(place -> labels[taken[place]]).toArray());
  }

  private static List<ParsedRow> parsed(Path csv) throws IOException {
    List<ParsedRow> rows = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.parse(
            Files.newBufferedReader(csv, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get())) {
      TableRowReader reader = null;
      for (CSVRecord line : parser) {
        if (reader == null) {
          reader = new TableRowReader(LAYOUT, line.toList());
          continue;
        }
        ParsedRow row = reader.read(line.toList(), line.getRecordNumber());
        if (row.state() == RowState.REJECTED) {
          throw new IllegalArgumentException(csv + ": " + row.problem().detail());
        }
        if (row.state() == RowState.USABLE) {
          rows.add(row);
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(csv + " has no rows below a header");
    }
    return rows;
  }

  private static TableColumn share(String name) {
    return bounded(name, 0.0, 1.0);
  }

  /** Outside of the bounds a number counts as missing. */
  private static TableColumn bounded(String name, Double min, Double max) {
    return TableColumn.numeric(name).withBounds(min, max, null);
  }
}
