package org.tonewheel.pipelines.experiment.branches;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.settings.ColumnSpec;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.TableSet;
import org.tonewheel.table.ColumnRole;
import org.tonewheel.table.Encoding;
import org.tonewheel.table.Imputation;
import org.tonewheel.table.OutOfBounds;
import org.tonewheel.table.OutlierTreatment;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.Scaling;
import org.tonewheel.table.TableColumn;
import org.tonewheel.table.TableLayout;
import org.tonewheel.table.Unknown;

/** A table and how its rows are prepared, in the words of the table package. */
public final class RowSettings {
  private RowSettings() {}

  /** Returns the columns in alphabetical order: JSON does not keep the file's. */
  public static TableLayout layout(Source table) {
    List<TableColumn> columns =
        table.columns().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(column -> column(column.getKey(), column.getValue()))
            .toList();
    return new TableLayout(columns, Set.copyOf(table.missing()), table.repeats());
  }

  private static TableColumn column(String name, ColumnSpec column) {
    return new TableColumn(
        name,
        ColumnRole.valueOf(column.role().name()),
        column.missing() == null ? Set.of() : ImmutableSet.copyOf(column.missing()),
        column.min(),
        column.max(),
        column.bounds() == null ? null : OutOfBounds.valueOf(column.bounds().name()),
        column.categories(),
        column.unknown() == null ? null : Unknown.valueOf(column.unknown().name()),
        column.group());
  }

  /** Returns how rows are prepared. */
  public static PreparationSettings preparation(TableSet set) {
    return new PreparationSettings(
        Imputation.valueOf(set.impute().name()),
        OutlierTreatment.valueOf(set.outliers().name()),
        set.iqrFactor(),
        set.log(),
        Encoding.valueOf(set.encode().name()),
        Scaling.valueOf(set.scale().name()));
  }

  /** Returns the groups that splits may keep whole: those of columns, and that of equal rows. */
  public static Set<String> groups(Source table) {
    ImmutableSet.Builder<String> groups = ImmutableSet.builder();
    layout(table).groups().forEach(column -> groups.add(column.group()));
    return groups.add(Source.REPEAT).build();
  }

  /** Returns how many columns nets learn from. */
  public static int inputs(Source table) {
    return layout(table).inputs().size();
  }

  /** Returns how many values a prepared row has. */
  static int prepared(Source table, TableSet set) {
    return layout(table).inputs().stream()
        .mapToInt(
            column ->
                column.role() == ColumnRole.CATEGORICAL && set.encode() == TableSet.Encode.ONE_HOT
                    ? column.categories().size()
                    : 1)
        .sum();
  }
}
