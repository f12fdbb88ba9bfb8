package org.tonewheel.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is done with the rows of a table before a net sees them, measured on training rows alone.
 * Equal to scikit-learn's (1.9.1) {@code SimpleImputer(keep_empty_features=True)}, {@code log1p},
 * {@code OrdinalEncoder} or {@code OneHotEncoder} with the declared categories, {@code
 * StandardScaler} and {@code QuantileTransformer}, one after the other. Threads may share it.
 */
public final class Preparation {
  private final PreparationSettings settings;
  private final long rows;
  private final List<FittedColumn> fitted;
  private final List<PreparedColumn> columns;

  Preparation(PreparationSettings settings, long rows, List<FittedColumn> fitted) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.rows = rows;
    this.fitted = List.copyOf(fitted);
    this.columns = columns(settings, this.fitted);
  }

  /**
   * Measures on training rows. A column of which all values are missing counts as all 0.
   *
   * @param layout what the rows' columns are
   * @param trainingRows at least one, each as long as the layout has inputs; NaN is missing; they
   *     are not changed
   * @param settings what is to be done
   * @throws TableException if the settings do not fit the layout, there is no row, or a row is not
   *     of the layout (its length, infinite values, categories that are not)
   */
  public static Preparation fit(
      TableLayout layout, float[][] trainingRows, PreparationSettings settings) {
    List<String> problems = settings.problems(layout);
    if (!problems.isEmpty()) {
      throw new TableException(String.join("; ", problems));
    }
    if (trainingRows.length == 0) {
      throw new TableException("no training rows to measure the preparation on");
    }
    List<TableColumn> inputs = layout.inputs();
    List<FittedColumn> fitted = new ArrayList<>();
    float[] values = new float[trainingRows.length];
    for (int input = 0; input < inputs.size(); input++) {
      for (int row = 0; row < values.length; row++) {
        values[row] = checked(trainingRows[row], row, input, inputs);
      }
      fitted.add(new ColumnFitter(inputs.get(input), settings).fit(values));
    }
    return new Preparation(settings, trainingRows.length, fitted);
  }

  private static float checked(float[] row, int number, int input, List<TableColumn> inputs) {
    TableColumn column = inputs.get(input);
    if (row.length != inputs.size()) {
      throw new TableException(
          "training row %d has %d values, but the layout has %d inputs"
              .formatted(number, row.length, inputs.size()));
    }
    boolean bad =
        Float.isInfinite(row[input])
            || (column.role() == ColumnRole.CATEGORICAL
                && !Float.isNaN(row[input])
                && !isIndex(row[input], column.categories().size()));
    if (bad) {
      throw new TableException(
          "training row %d, column `%s` is %s, which is not %s"
              .formatted(
                  number,
                  column.name(),
                  row[input],
                  column.role() == ColumnRole.CATEGORICAL
                      ? "the number of a declared category"
                      : "finite"));
    }
    return row[input];
  }

  private static boolean isIndex(float value, int size) {
    return value >= 0 && value < size && value == (int) value;
  }

  private static List<PreparedColumn> columns(
      PreparationSettings settings, List<FittedColumn> fitted) {
    List<PreparedColumn> columns = new ArrayList<>();
    for (FittedColumn column : fitted) {
      if (column.categorical() && settings.encode() == Encoding.ONE_HOT) {
        for (String category : column.categories()) {
          columns.add(
              new PreparedColumn(column.name() + "=" + category, column.name(), category, true));
        }
      } else {
        columns.add(new PreparedColumn(column.name(), column.name(), null, column.categorical()));
      }
    }
    return List.copyOf(columns);
  }

  /** What was asked for. */
  public PreparationSettings settings() {
    return settings;
  }

  /** On how many rows it was measured. */
  public long rows() {
    return rows;
  }

  /** The columns of a prepared row, in order. */
  public List<PreparedColumn> columns() {
    return columns;
  }

  /** The names of the columns of a prepared row. */
  public List<String> names() {
    return columns.stream().map(PreparedColumn::name).toList();
  }

  /** Of each column of a prepared row, whether it is nominal. */
  public boolean[] nominal() {
    boolean[] nominal = new boolean[columns.size()];
    for (int i = 0; i < nominal.length; i++) {
      nominal[i] = columns.get(i).nominal();
    }
    return nominal;
  }

  /**
   * Prepares a row.
   *
   * @param raw as {@link ParsedRow#values}; it is not changed
   * @return as long as {@link #columns}; all finite
   * @throws TableException if the row is not as long as those measured on, or has a category that
   *     was not declared
   */
  public float[] apply(float[] raw) {
    if (raw.length != fitted.size()) {
      throw new TableException(
          "a row of %d values; the preparation was measured on %d"
              .formatted(raw.length, fitted.size()));
    }
    float[] prepared = new float[columns.size()];
    int next = 0;
    for (int input = 0; input < raw.length; input++) {
      FittedColumn column = fitted.get(input);
      boolean oneHot = column.categorical() && settings.encode() == Encoding.ONE_HOT;
      if (column.categorical()
          && !Float.isNaN(raw[input])
          && !isIndex(raw[input], column.categories().size())) {
        throw new TableException(
            "column `%s` is %s, which is not the number of one of its %d categories"
                .formatted(column.name(), raw[input], column.categories().size()));
      }
      if (oneHot) {
        prepared[next + (int) column.unscaled(raw[input])] = 1;
        next += column.categories().size();
      } else {
        prepared[next++] = column.prepared(raw[input]);
      }
    }
    return prepared;
  }

  /**
   * Checks that rows of a layout are those that this was measured on.
   *
   * @throws TableException if the layout has other inputs, in another order, or other categories;
   *     the message names the first that differs
   */
  public void requireFits(TableLayout layout) {
    List<TableColumn> inputs = layout.inputs();
    for (int input = 0; input < Math.max(inputs.size(), fitted.size()); input++) {
      String here = input < inputs.size() ? described(inputs.get(input)) : "nothing";
      String there = input < fitted.size() ? described(fitted.get(input)) : "nothing";
      if (!here.equals(there)) {
        throw new TableException(
            "the preparation does not fit the table: its input %d was %s, the layout has %s; declare the columns as they were when the model was trained, or train anew"
                .formatted(input + 1, there, here));
      }
    }
  }

  private static String described(TableColumn column) {
    return described(column.name(), column.categories());
  }

  private static String described(FittedColumn column) {
    return described(column.name(), column.categories());
  }

  private static String described(String name, List<String> categories) {
    return "`%s` (%s)".formatted(name, categories.isEmpty() ? "numeric" : "of " + categories);
  }

  /**
   * Writes {@code preparation.json}.
   *
   * @param folder must exist
   */
  public void save(Path folder) throws IOException {
    PreparationFile.write(folder, settings, rows, fitted);
  }

  /**
   * Reads {@code preparation.json}.
   *
   * @throws IOException if it is missing, damaged or of another format; the message names the file
   */
  public static Preparation load(Path folder) throws IOException {
    return PreparationFile.read(folder);
  }
}
