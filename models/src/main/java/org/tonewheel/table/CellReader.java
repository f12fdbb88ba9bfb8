package org.tonewheel.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the cells of one column. */
final class CellReader {
  // Double.parseDouble would also take "NaN", "1d" and hexadecimal digits.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d++)?+");

  private final TableColumn column;
  private final int place;
  private final Set<String> markers = new HashSet<>();
  private final Set<Double> numericMarkers = new HashSet<>();
  private final Map<String, Integer> categories = new HashMap<>();

  /**
   * A cell, read.
   *
   * @param value of an input; NaN is missing
   * @param text of a label or a group
   * @param fate null: taken as it stands
   * @param problem null: the row may be used
   */
  record Cell(float value, String text, CellFate fate, RowProblem problem) {
    static Cell of(double value, CellFate fate) {
      return new Cell((float) value, "", fate, null);
    }

    static Cell of(String text) {
      return new Cell(Float.NaN, text, null, null);
    }

    static Cell missing(CellFate fate) {
      return new Cell(Float.NaN, "", fate, null);
    }
  }

  /**
   * @param missing markers of every column
   * @param place of the column in a row, from 0
   */
  CellReader(TableColumn column, Set<String> missing, int place) {
    this.column = column;
    this.place = place;
    markers.add("");
    for (Set<String> some : List.of(missing, column.missing())) {
      for (String marker : some) {
        markers.add(marker.strip());
        double number = number(marker.strip());
        if (!Double.isNaN(number)) {
          numericMarkers.add(number);
        }
      }
    }
    for (String category : column.categories()) {
      categories.put(category, categories.size());
    }
  }

  TableColumn column() {
    return column;
  }

  /** The cell of this column, without white space around it. */
  String text(List<String> texts) {
    return texts.get(place).strip();
  }

  /** Whether a cell, as {@link #text} gives it, stands for "not known". */
  boolean missing(String text) {
    return markers.contains(text)
        || (column.role() == ColumnRole.NUMERIC
            && !numericMarkers.isEmpty()
            && numericMarkers.contains(number(text)));
  }

  /**
   * The number in a cell; never -0, so that equal numbers are equal bits; NaN where it is none, or
   * too large for a float.
   */
  static double number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text) + 0.0;
    return Math.abs(number) <= Float.MAX_VALUE ? number : Double.NaN;
  }

  /** Reads this column's cell of a row. */
  Cell read(List<String> texts, long row) {
    String text = text(texts);
    if (missing(text)) {
      return column.role() == ColumnRole.LABEL
          ? problem(RowReason.MISSING_LABEL, row, text, "there must be a label")
          : Cell.missing(CellFate.MISSING);
    }
    return switch (column.role()) {
      case NUMERIC -> numeric(text, row);
      case CATEGORICAL -> category(text, row);
      case LABEL -> label(text, row);
      case GROUP, IGNORED -> Cell.of(text);
    };
  }

  private Cell numeric(String text, long row) {
    double number = number(text);
    if (Double.isNaN(number)) {
      return problem(
          RowReason.NOT_A_NUMBER,
          row,
          text,
          "expected a finite number; declare a marker of missing values if it is one");
    }
    double low = column.min() == null ? Double.NEGATIVE_INFINITY : column.min();
    double high = column.max() == null ? Double.POSITIVE_INFINITY : column.max();
    if (number >= low && number <= high) {
      return Cell.of(number, null);
    }
    return switch (column.bounds()) {
      case MISSING -> Cell.missing(CellFate.OUT_OF_BOUNDS);
      case CLIP -> Cell.of(number < low ? low : high, CellFate.CLIPPED);
      case REJECT ->
          problem(
              RowReason.OUT_OF_BOUNDS,
              row,
              text,
              "its bounds are %s to %s".formatted(bound(column.min()), bound(column.max())));
    };
  }

  private Cell category(String text, long row) {
    Integer index = categories.get(text);
    if (index != null) {
      return Cell.of(index, null);
    }
    return column.unknown() == Unknown.MISSING
        ? Cell.missing(CellFate.UNKNOWN)
        : unknown(RowReason.UNKNOWN_CATEGORY, text, row);
  }

  private Cell label(String text, long row) {
    return categories.isEmpty() || categories.containsKey(text)
        ? Cell.of(text)
        : unknown(RowReason.UNKNOWN_LABEL, text, row);
  }

  private Cell unknown(RowReason reason, String text, long row) {
    Cell cell =
        problem(reason, row, text, "the declared categories are %s".formatted(column.categories()));
    if (column.unknown() == Unknown.FAIL) {
      throw new TableException(
          cell.problem().detail() + ": add it to them, or say what to do with an unknown one");
    }
    return cell;
  }

  private Cell problem(RowReason reason, long row, String text, String expected) {
    return new Cell(
        Float.NaN,
        "",
        null,
        new RowProblem(
            reason,
            column.name(),
            "row %d, column `%s`: `%s`; %s".formatted(row, column.name(), shown(text), expected)));
  }

  private static String bound(Double bound) {
    return bound == null ? "none" : bound.toString();
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
