package org.tonewheel.table;

import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declared columns of a table. Their order is that of a row's values, whatever order the file
 * has them in.
 *
 * @param columns every column of the file, by name; at least one is an input
 * @param missing cells that stand for "not known" in every column, besides the empty one
 * @param repeats the columns in which equal rows count as one and the same thing; none: all inputs
 */
public record TableLayout(List<TableColumn> columns, Set<String> missing, List<String> repeats)
    implements Serializable {

  /** The group of rows that are equal in the repeat columns; no column's group has this name. */
  public static final String REPEAT_GROUP = "repeat";

  /**
   * @throws TableException if a name or a group stands twice, there is no input or more than one
   *     label, or a repeat column is not declared or is the label
   */
  public TableLayout {
    columns = List.copyOf(columns);
    missing = missing == null ? ImmutableSet.of() : ImmutableSet.copyOf(missing);
    repeats = repeats == null ? List.of() : List.copyOf(repeats);
    Set<String> names = new HashSet<>();
    Set<String> groups = new HashSet<>();
    groups.add(REPEAT_GROUP);
    int labels = 0;
    for (TableColumn column : columns) {
      if (!names.add(column.name())) {
        throw new TableException("column `%s` is declared twice".formatted(column.name()));
      }
      if (column.role() == ColumnRole.GROUP && !groups.add(column.group())) {
        throw new TableException(
            "column `%s` names the group `%s`, which %s"
                .formatted(
                    column.name(),
                    column.group(),
                    column.group().equals(REPEAT_GROUP)
                        ? "is the one of rows that repeat each other: choose another name"
                        : "another column names too"));
      }
      labels += column.role() == ColumnRole.LABEL ? 1 : 0;
    }
    if (labels > 1) {
      throw new TableException("%d columns have the role label; a table has one".formatted(labels));
    }
    if (columns.stream().noneMatch(TableColumn::input)) {
      throw new TableException(
          "no column is numeric or categorical, so there is nothing to learn from");
    }
    checkRepeats(columns, names, repeats);
  }

  private static void checkRepeats(
      List<TableColumn> columns, Set<String> names, List<String> repeats) {
    Set<String> seen = new HashSet<>();
    for (String repeat : repeats) {
      if (!names.contains(repeat)) {
        throw new TableException(
            "repeats names `%s`, which is not a column%s"
                .formatted(repeat, NearName.ending(repeat, names)));
      }
      if (!seen.add(repeat)) {
        throw new TableException("repeats names `%s` twice".formatted(repeat));
      }
    }
    for (TableColumn column : columns) {
      if (column.role() == ColumnRole.LABEL && seen.contains(column.name())) {
        throw new TableException(
            "repeats names the label `%s`: rows of two labels could never repeat each other"
                .formatted(column.name()));
      }
    }
  }

  /** The columns a net sees, in the order of a row's values. */
  public List<TableColumn> inputs() {
    return columns.stream().filter(TableColumn::input).toList();
  }

  /** The column of the class; empty where rows are only to be classified. */
  public Optional<TableColumn> label() {
    return ofRole(ColumnRole.LABEL).stream().findFirst();
  }

  /** The columns of groups. */
  public List<TableColumn> groups() {
    return ofRole(ColumnRole.GROUP);
  }

  /** The columns by which rows repeat each other, in the order of the columns. */
  public List<TableColumn> repeatColumns() {
    return repeats.isEmpty()
        ? inputs()
        : columns.stream().filter(column -> repeats.contains(column.name())).toList();
  }

  private List<TableColumn> ofRole(ColumnRole role) {
    return columns.stream().filter(column -> column.role() == role).toList();
  }
}
