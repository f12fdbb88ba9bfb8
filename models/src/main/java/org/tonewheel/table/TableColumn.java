package org.tonewheel.table;

import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One declared column of a table.
 *
 * @param name as the table's header has it
 * @param role what it is used for
 * @param missing cells that stand for "not known", besides the empty one and those of the whole
 *     table; in a numeric column they compare as numbers, so {@code -1} is {@code -1.0} too
 * @param min smallest allowed number; null: none; numeric columns only
 * @param max largest allowed number; null: none; numeric columns only
 * @param bounds what is done with a number outside of them; null: {@link OutOfBounds#MISSING}
 * @param categories the declared categories, in the order of their numbers; a categorical column
 *     has at least one, a label may have them, no other column has any
 * @param unknown what is done with a category not among them; null: {@link Unknown#REJECT}; a label
 *     cannot be made missing, as a row without a label is rejected anyway
 * @param group the name by which splits know the groups of this column; null: the column's own;
 *     group columns only
 */
public record TableColumn(
    String name,
    ColumnRole role,
    Set<String> missing,
    Double min,
    Double max,
    OutOfBounds bounds,
    List<String> categories,
    Unknown unknown,
    String group)
    implements Serializable {

  /**
   * @throws TableException if the settings do not go together; the message names the column
   */
  public TableColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    missing = missing == null ? ImmutableSet.of() : ImmutableSet.copyOf(missing);
    bounds = bounds == null ? OutOfBounds.MISSING : bounds;
    categories = categories == null ? List.of() : List.copyOf(categories);
    unknown = unknown == null ? Unknown.REJECT : unknown;
    group = group == null && role == ColumnRole.GROUP ? name : group;
    check(name, role, min, max, categories, unknown, group);
  }

  /** A numeric column without markers or bounds. */
  public static TableColumn numeric(String name) {
    return new TableColumn(name, ColumnRole.NUMERIC, null, null, null, null, null, null, null);
  }

  /** A categorical column whose unknown categories reject a row. */
  public static TableColumn categorical(String name, List<String> categories) {
    return new TableColumn(
        name, ColumnRole.CATEGORICAL, null, null, null, null, categories, null, null);
  }

  /** The column of the class to be learnt, of any classes. */
  public static TableColumn label(String name) {
    return new TableColumn(name, ColumnRole.LABEL, null, null, null, null, null, null, null);
  }

  /** A column of groups, such as artists. */
  public static TableColumn group(String name, String group) {
    return new TableColumn(name, ColumnRole.GROUP, null, null, null, null, null, null, group);
  }

  /** A column that nobody reads. */
  public static TableColumn ignored(String name) {
    return new TableColumn(name, ColumnRole.IGNORED, null, null, null, null, null, null, null);
  }

  /** The same column with these markers of missing values. */
  public TableColumn withMissing(String... markers) {
    return new TableColumn(
        name, role, ImmutableSet.copyOf(markers), min, max, bounds, categories, unknown, group);
  }

  /**
   * The same column with bounds.
   *
   * @param smallest null: none
   * @param largest null: none
   */
  public TableColumn withBounds(Double smallest, Double largest, OutOfBounds outside) {
    return new TableColumn(
        name, role, missing, smallest, largest, outside, categories, unknown, group);
  }

  /** The same column with another answer to unknown categories. */
  public TableColumn withUnknown(Unknown answer) {
    return new TableColumn(name, role, missing, min, max, bounds, categories, answer, group);
  }

  /** Whether a net sees this column. */
  public boolean input() {
    return role == ColumnRole.NUMERIC || role == ColumnRole.CATEGORICAL;
  }

  private static void check(
      String name,
      ColumnRole role,
      Double min,
      Double max,
      List<String> categories,
      Unknown unknown,
      String group) {
    boolean bounded = min != null || max != null;
    require(
        !bounded || role == ColumnRole.NUMERIC,
        name,
        "has bounds, but only a numeric column can have them");
    require(
        !Double.valueOf(Double.NaN).equals(min) && !Double.valueOf(Double.NaN).equals(max),
        name,
        "has a bound that is not a number");
    require(
        min == null || max == null || min <= max,
        name,
        "has min %s above max %s".formatted(min, max));
    require(
        role != ColumnRole.CATEGORICAL || !categories.isEmpty(),
        name,
        "is categorical: list its categories, in the order of their numbers");
    require(
        categories.isEmpty() || role == ColumnRole.CATEGORICAL || role == ColumnRole.LABEL,
        name,
        "has categories, but only a categorical column or the label can have them");
    require(
        ImmutableSet.copyOf(categories).size() == categories.size(),
        name,
        "lists a category twice: " + categories);
    require(
        role != ColumnRole.LABEL || unknown != Unknown.MISSING,
        name,
        "is the label, which cannot be missing: unknown is reject or fail");
    require(
        group == null || role == ColumnRole.GROUP,
        name,
        "names a group, but its role is not group");
  }

  private static void require(boolean right, String name, String problem) {
    if (!right) {
      throw new TableException("column `%s` %s".formatted(name, problem));
    }
  }
}
