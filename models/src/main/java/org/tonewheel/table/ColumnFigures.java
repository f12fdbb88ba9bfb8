package org.tonewheel.table;

import java.util.List;

/**
 * An input column before and after its preparation.
 *
 * @param name the column's name
 * @param categories of a categorical column; empty: it is numeric
 * @param raw as read; of categories, their numbers
 * @param rawHistogram as read: of a categorical column one bin a category
 * @param prepared as a net sees it; null where it was made one column a category
 * @param preparedHistogram as a net sees it, with as many bins; null as {@code prepared}
 */
public record ColumnFigures(
    String name,
    List<String> categories,
    ColumnSummary raw,
    Histogram rawHistogram,
    ColumnSummary prepared,
    Histogram preparedHistogram) {

  public ColumnFigures {
    categories = List.copyOf(categories);
  }
}
