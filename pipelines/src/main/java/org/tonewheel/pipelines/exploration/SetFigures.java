package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a table set makes of the input columns.
 *
 * @param set its name
 * @param columns the prepared columns of inputs that became one column
 * @param names the names of all prepared columns
 * @param correlated the names of those that are numbers, not categories
 * @param correlations between these (Pearson), by row and column; null where one is constant
 * @param components of all prepared columns, by falling variance; empty where there is one column
 *     or one row
 * @param pca the sample on the first two components; null where there are none
 * @param tsne the sample laid out by t-SNE; null where it is left out
 * @param withoutTsne why it is left out, as a clause; null where it is not
 */
public record SetFigures(
    String set,
    List<Column> columns,
    List<String> names,
    List<String> correlated,
    List<List<Double>> correlations,
    List<Component> components,
    Plane pca,
    Layout tsne,
    String withoutTsne) {

  public SetFigures {
    columns = ImmutableList.copyOf(columns);
    names = ImmutableList.copyOf(names);
    correlated = ImmutableList.copyOf(correlated);
    correlations = ImmutableList.copyOf(correlations); // rows may hold null
    components = ImmutableList.copyOf(components);
  }

  /**
   * An input that became one column.
   *
   * @param column its name
   * @param summary its figures after preparation
   * @param bins its distribution after preparation
   */
  public record Column(String column, Summary summary, Bins bins) {}

  /**
   * A principal component.
   *
   * @param share of the variance that it explains
   * @param cumulative share that it explains with those before it
   * @param strongest the columns that weigh most in it, by falling weight
   */
  public record Component(double share, double cumulative, List<Weight> strongest) {}

  /**
   * How much a column weighs in a component.
   *
   * @param column its name
   * @param weight -1 to 1; the squares of a component's weights sum to 1
   */
  public record Weight(String column, double weight) {}

  /**
   * The sample laid out by t-SNE.
   *
   * @param perplexity as asked for
   * @param iterations that it took
   * @param divergence Kullback and Leibler's, of the plane from the columns; what t-SNE makes small
   * @param plane the layout
   */
  public record Layout(double perplexity, int iterations, double divergence, Plane plane) {}
}
