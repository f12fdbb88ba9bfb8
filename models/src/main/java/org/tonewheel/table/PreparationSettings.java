package org.tonewheel.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done with columns before a net sees them. The order is the second paper's: imputation,
 * outliers, logarithm, encoding, scaling; each step is measured on what the one before left.
 *
 * @param impute what stands in for a missing number; a missing category is replaced by the most
 *     frequent one, of equally frequent ones the first declared
 * @param outliers what is done with numbers far from the others
 * @param iqrFactor how many distances between the quartiles the fences lie outside of them,
 *     positive; 1.5 is Tukey's
 * @param log numeric columns whose values x become log(1 + x); each needs a declared {@code min}
 *     above -1, so that the logarithm exists for rows not seen yet
 * @param encode how categories become numbers
 * @param scale of numeric columns, and of categories encoded as one number: these are standardised
 *     under either scaling, as the quantiles of a few integers say nothing. One-hot columns stay 0
 *     and 1: standardised, a category would weigh the more in distances and penalties the rarer it
 *     is
 */
public record PreparationSettings(
    Imputation impute,
    OutlierTreatment outliers,
    double iqrFactor,
    List<String> log,
    Encoding encode,
    Scaling scale) {

  public PreparationSettings {
    Objects.requireNonNull(impute, "impute");
    Objects.requireNonNull(outliers, "outliers");
    Objects.requireNonNull(encode, "encode");
    Objects.requireNonNull(scale, "scale");
    log = List.copyOf(log);
    if (!(iqrFactor > 0 && iqrFactor < Double.POSITIVE_INFINITY)) {
      throw new TableException("iqrFactor is %s, but must be positive".formatted(iqrFactor));
    }
  }

  /** What in these settings does not fit the layout, each as a sentence; empty if all does. */
  public List<String> problems(TableLayout layout) {
    List<String> problems = new ArrayList<>();
    List<String> numeric =
        layout.inputs().stream()
            .filter(column -> column.role() == ColumnRole.NUMERIC)
            .map(TableColumn::name)
            .collect(Collectors.toUnmodifiableList());
    for (String name : log) {
      Optional<TableColumn> column =
          layout.inputs().stream().filter(input -> input.name().equals(name)).findFirst();
      if (!numeric.contains(name)) {
        problems.add(
            "log names `%s`, which is no numeric column%s"
                .formatted(name, NearName.ending(name, numeric)));
      } else if (column.orElseThrow().min() == null || column.orElseThrow().min() <= -1) {
        problems.add(
            "log names `%s`, whose min is %s: log(1 + x) needs values above -1, so declare such a min"
                .formatted(
                    name,
                    column.orElseThrow().min() == null
                        ? "not declared"
                        : column.orElseThrow().min()));
      }
    }
    return problems;
  }
}
