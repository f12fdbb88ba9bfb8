package org.tonewheel.pipelines.exploration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TableRow;

/**
 * Every row of a table as ingest typed it, in the file's order.
 *
 * @param rows the input columns' values
 * @param labels the genre of each row, an index into the genres
 * @param genres the genres in their order
 */
@SuppressWarnings("ArrayRecordComponent") // 13 floats a row of 50,000, never compared
record TableValues(float[][] rows, int[] labels, List<String> genres) {

  /**
   * Reads the parts that are committed.
   *
   * @param wanted the genres that rows may have, in their order; empty: those they have, sorted
   */
  static TableValues read(Path folder, Commit commit, List<String> wanted) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    for (Part part : commit.parts()) {
      try (Table<TableRow>.Reader reader = TableRow.TABLE.read(folder.resolve(part.file()))) {
        for (TableRow row = reader.next(); row != null; row = reader.next()) {
          rows.add(row);
        }
      }
    }
    rows.sort(Comparator.comparing(TableRow::track));
    List<String> genres =
        wanted.isEmpty() ? rows.stream().map(TableRow::genre).distinct().sorted().toList() : wanted;
    return new TableValues(
        rows.stream().map(TableRow::values).toArray(float[][]::new),
        rows.stream().mapToInt(row -> genres.indexOf(row.genre())).toArray(),
        genres);
  }

  /** The values of rows that are known, ascending. */
  double[] known(int column, int genre) {
    double[] known = new double[rows.length];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (labels[row] == genre && !Float.isNaN(rows[row][column])) {
        known[count++] = rows[row][column];
      }
    }
    double[] sorted = Arrays.copyOf(known, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
