package org.tonewheel.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the columns of a table look like, before and after preparation.
 *
 * @param columns the input columns, in the layout's order
 * @param correlated the names of the prepared columns that are numbers, not categories
 * @param correlations between these (Pearson), by row and column; NaN where one is constant
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Exploration(
    List<ColumnFigures> columns, List<String> correlated, double[][] correlations) {

  public Exploration {
    columns = List.copyOf(columns);
    correlated = List.copyOf(correlated);
  }

  /**
   * Looks at rows.
   *
   * @param layout what the rows' columns are
   * @param rows as read; NaN is missing; at least one
   * @param preparation that fits the layout
   * @param prepared the same rows as it {@linkplain Preparation#apply prepares} them
   * @param bins of each numeric column's histograms, before and after alike; at least 1
   * @throws TableException if there is no row, or the preparation does not fit
   */
  public static Exploration of(
      TableLayout layout, float[][] rows, Preparation preparation, float[][] prepared, int bins) {
    preparation.requireFits(layout);
    if (rows.length == 0 || bins < 1) {
      throw new TableException(
          "%d rows in %d bins: at least one of each is needed".formatted(rows.length, bins));
    }
    List<ColumnFigures> columns = new ArrayList<>();
    List<TableColumn> inputs = layout.inputs();
    for (int input = 0; input < inputs.size(); input++) {
      int after = placeOf(inputs.get(input).name(), preparation.columns());
      columns.add(
          figures(
              inputs.get(input),
              known(rows, input),
              after < 0 ? null : known(prepared, after),
              rows.length,
              bins));
    }
    int[] numbers = numbers(preparation.columns());
    return new Exploration(
        columns,
        Arrays.stream(numbers).mapToObj(i -> preparation.names().get(i)).toList(),
        Correlation.of(prepared, numbers));
  }

  private static ColumnFigures figures(
      TableColumn column, double[] raw, double[] prepared, int rows, int bins) {
    int categories = column.categories().size();
    return new ColumnFigures(
        column.name(),
        column.categories(),
        ColumnSummary.of(raw, rows - raw.length),
        categories > 0 ? Histogram.ofCategories(raw, categories) : Histogram.ofNumbers(raw, bins),
        prepared == null ? null : ColumnSummary.of(prepared, rows - prepared.length),
        prepared == null ? null : Histogram.ofNumbers(prepared, bins));
  }

  /** The one column an input became, or -1 where it became one a category. */
  private static int placeOf(String input, List<PreparedColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).input().equals(input) && columns.get(i).category() == null) {
        return i;
      }
    }
    return -1;
  }

  private static int[] numbers(List<PreparedColumn> columns) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).nominal()) {
        numbers.add(i);
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] known(float[][] rows, int column) {
    double[] known = new double[rows.length];
    int count = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(row[column])) {
        known[count++] = row[column];
      }
    }
    double[] sorted = Arrays.copyOf(known, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
