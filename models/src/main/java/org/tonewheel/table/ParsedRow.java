package org.tonewheel.table;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of a table, read.
 *
 * @param row its number, as the caller counts
 * @param state whether it is usable; of a row that is not, only {@code row} and, if rejected,
 *     {@code problem} say anything
 * @param label the class; null where the layout has no label
 * @param groups by the groups' names; without those this row has none of, for then it is a group of
 *     its own
 * @param values one a column of {@link TableLayout#inputs}, in that order: numbers as they stand
 *     (bounds applied), categories by their index; NaN is missing
 * @param repeatKey 64 hexadecimal digits, the same for two rows whose repeat columns are equal:
 *     numbers as numbers ({@code 1} and {@code 1.0}) before bounds are applied, a missing value
 *     like another missing one, all else as text
 * @param notes the cells of inputs and groups whose values were not taken as they stand, in the
 *     order of the columns
 * @param problem of a rejected row, else null
 */
@SuppressWarnings("ArrayRecordComponent") // 13 floats a row of 50,000, never compared
public record ParsedRow(
    long row,
    RowState state,
    String label,
    Map<String, String> groups,
    float[] values,
    String repeatKey,
    List<CellNote> notes,
    RowProblem problem) {

  private static final float[] NO_VALUES = {};

  public ParsedRow {
    Objects.requireNonNull(state, "state");
    groups = ImmutableMap.copyOf(groups);
    notes = List.copyOf(notes);
  }

  static ParsedRow usable(
      long row,
      String label,
      Map<String, String> groups,
      float[] values,
      String repeatKey,
      List<CellNote> notes) {
    return new ParsedRow(row, RowState.USABLE, label, groups, values, repeatKey, notes, null);
  }

  /** A row without anything in it. */
  static ParsedRow blank(long row) {
    return new ParsedRow(row, RowState.BLANK, null, Map.of(), NO_VALUES, "", List.of(), null);
  }

  /** A row that cannot be used. */
  static ParsedRow rejected(long row, RowProblem problem) {
    return new ParsedRow(row, RowState.REJECTED, null, Map.of(), NO_VALUES, "", List.of(), problem);
  }
}
