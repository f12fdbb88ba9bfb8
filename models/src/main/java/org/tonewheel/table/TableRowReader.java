package org.tonewheel.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes typed rows of a table's cells, by its layout. What a cell is surrounded by (white space)
 * never counts. Knows no file: the header and the cells of each row come from whoever reads it.
 * Threads may share a reader.
 */
public final class TableRowReader {
  private final int width;
  private final List<CellReader> cells = new ArrayList<>();
  private final RepeatKey repeatKey;
  private final int inputs;

  /**
   * Finds the layout's columns in the header.
   *
   * @param layout the declared columns
   * @param header the names of the file's columns, in the file's order
   * @throws TableException if a column that is read is missing (an ignored one may be), a column of
   *     the file is not declared, or a name stands twice; the message tells all of these, with
   *     names nearby
   */
  public TableRowReader(TableLayout layout, List<String> header) {
    Map<String, Integer> places = Header.places(layout, header);
    width = header.size();
    List<CellReader> repeats = new ArrayList<>();
    List<TableColumn> repeatColumns = layout.repeatColumns();
    for (TableColumn column : layout.columns()) {
      Integer place = places.get(column.name());
      if (place == null) {
        continue;
      }
      CellReader cell = new CellReader(column, layout.missing(), place);
      if (column.role() != ColumnRole.IGNORED) {
        cells.add(cell);
      }
      if (repeatColumns.contains(column)) {
        repeats.add(cell);
      }
    }
    repeatKey = new RepeatKey(repeats);
    inputs = layout.inputs().size();
  }

  /**
   * Reads one row.
   *
   * @param texts its cells, in the header's order
   * @param row its number, for messages: the line of the file, say
   * @return the row; blank if all cells are empty, rejected at the first column of the layout with
   *     a fault that rejects
   * @throws TableException if a category is unknown where the layout says this must fail
   */
  public ParsedRow read(List<String> texts, long row) {
    if (texts.stream().allMatch(String::isBlank)) {
      return ParsedRow.blank(row);
    }
    if (texts.size() != width) {
      return ParsedRow.rejected(
          row,
          new RowProblem(
              RowReason.WRONG_LENGTH,
              "",
              "row %d has %d cells, the header has %d: look for a separator or a quote too many or too few"
                  .formatted(row, texts.size(), width)));
    }
    float[] values = new float[inputs];
    int next = 0;
    String label = null;
    Map<String, String> groups = new LinkedHashMap<>();
    List<CellNote> notes = new ArrayList<>();
    for (CellReader reader : cells) {
      TableColumn column = reader.column();
      CellReader.Cell cell = reader.read(texts, row);
      if (cell.problem() != null) {
        return ParsedRow.rejected(row, cell.problem());
      }
      if (cell.fate() != null) {
        notes.add(new CellNote(column.name(), cell.fate()));
      }
      if (column.input()) {
        values[next++] = cell.value();
      } else if (column.role() == ColumnRole.LABEL) {
        label = cell.text();
      } else if (cell.fate() == null) {
        groups.put(column.group(), cell.text());
      }
    }
    return ParsedRow.usable(row, label, groups, values, repeatKey.of(texts), notes);
  }
}
