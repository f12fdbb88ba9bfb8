package org.tonewheel.pipelines.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tonewheel.pipelines.experiment.settings.ExplorationSettings;
import org.tonewheel.projection.Pca;
import org.tonewheel.table.ColumnFigures;
import org.tonewheel.table.ColumnSummary;
import org.tonewheel.table.Exploration;
import org.tonewheel.table.Preparation;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.StratifiedSample;
import org.tonewheel.table.TableException;
import org.tonewheel.table.TableLayout;

/**
 * Makes the figures of a table. Besides the rows it holds, of one set at a time, their prepared
 * values twice, the second time as doubles: with 13 columns about 270 bytes a row in all, 24
 * prepared ones about 450; what t-SNE takes is bounded by the sample.
 */
final class Explorer {
  private static final int BINS = 30;

  /** So many genres beside each other can be told apart, and their figures stay few. */
  private static final int MOST_GENRES = 20;

  private static final int STRONGEST = 3;

  private final TableLayout layout;
  private final TableValues values;
  private final LayoutMaker layouts;
  private final int[] sample;
  private final int[] labels;

  /**
   * Draws the sample.
   *
   * @param seed fixes it
   */
  Explorer(TableLayout layout, TableValues values, ExplorationSettings settings, long seed) {
    this.layout = layout;
    this.values = values;
    this.layouts = new LayoutMaker(settings.perplexity());
    this.sample = StratifiedSample.of(values.labels(), settings.sample(), seed);
    this.labels = Arrays.stream(sample).map(row -> values.labels()[row]).toArray();
  }

  /**
   * Looks at the rows.
   *
   * @param sets how they are prepared, by the sets' names; at least one
   * @throws TableException if a preparation does not fit the rows
   */
  ExplorationFigures explore(Map<String, PreparationSettings> sets) {
    List<InputFigures> inputs = new ArrayList<>();
    List<SetFigures> figures = new ArrayList<>();
    for (Map.Entry<String, PreparationSettings> set : sets.entrySet()) {
      Preparation preparation = Preparation.fit(layout, values.rows(), set.getValue());
      float[][] prepared =
          Arrays.stream(values.rows()).map(preparation::apply).toArray(float[][]::new);
      Exploration columns = Exploration.of(layout, values.rows(), preparation, prepared, BINS);
      if (inputs.isEmpty()) {
        for (int input = 0; input < columns.columns().size(); input++) {
          inputs.add(input(columns.columns().get(input), input));
        }
      }
      figures.add(set(set.getKey(), preparation, doubles(prepared), columns));
    }
    return new ExplorationFigures(
        ExplorationFigures.FORMAT_VERSION,
        values.rows().length,
        sample.length,
        genres(),
        inputs,
        figures);
  }

  private List<ExplorationFigures.Genre> genres() {
    return IntStream.range(0, values.genres().size())
        .mapToObj(
            genre ->
                new ExplorationFigures.Genre(
                    values.genres().get(genre),
                    count(values.labels(), genre),
                    count(labels, genre)))
        .toList();
  }

  private static int count(int[] labels, int genre) {
    return Math.toIntExact(Arrays.stream(labels).filter(label -> label == genre).count());
  }

  private InputFigures input(ColumnFigures column, int place) {
    List<InputFigures.Quartiles> byGenre = new ArrayList<>();
    if (column.categories().isEmpty() && values.genres().size() <= MOST_GENRES) {
      for (int genre = 0; genre < values.genres().size(); genre++) {
        ColumnSummary of = ColumnSummary.of(values.known(place, genre), 0);
        byGenre.add(
            new InputFigures.Quartiles(
                values.genres().get(genre),
                Rounded.digits(of.firstQuartile()),
                Rounded.digits(of.median()),
                Rounded.digits(of.thirdQuartile())));
      }
    }
    return new InputFigures(
        column.name(),
        column.categories(),
        Summary.of(column.raw()),
        Bins.of(column.rawHistogram()),
        byGenre);
  }

  private SetFigures set(
      String name, Preparation preparation, double[][] prepared, Exploration columns) {
    int size = preparation.columns().size();
    double[][] shown =
        Arrays.stream(sample).mapToObj(row -> prepared[row]).toArray(double[][]::new);
    Pca pca =
        prepared.length < 2 || size < 2 ? null : Pca.fit(prepared, Math.min(prepared.length, size));
    String withoutTsne = layouts.whyNot(shown);
    return new SetFigures(
        name,
        columns.columns().stream()
            .filter(column -> column.prepared() != null)
            .map(
                column ->
                    new SetFigures.Column(
                        column.name(),
                        Summary.of(column.prepared()),
                        Bins.of(column.preparedHistogram())))
            .toList(),
        preparation.names(),
        columns.correlated(),
        correlations(columns.correlations()),
        pca == null ? List.of() : components(pca, preparation.names()),
        pca == null || shown.length < 2
            ? null
            : Plane.of(
                Arrays.stream(shown).map(pca::transform).toArray(double[][]::new),
                labels,
                values.genres()),
        withoutTsne == null ? layouts.layOut(name, shown, labels, values.genres()) : null,
        withoutTsne);
  }

  private static double[][] doubles(float[][] rows) {
    return Arrays.stream(rows)
        .map(
            row -> {
              double[] doubles = new double[row.length];
              Arrays.setAll(doubles, column -> row[column]);
              return doubles;
            })
        .toArray(double[][]::new);
  }

  private static List<List<Double>> correlations(double[][] correlations) {
    return Arrays.stream(correlations)
        .map(row -> Arrays.stream(row).mapToObj(Rounded::places).toList())
        .toList();
  }

  private static List<SetFigures.Component> components(Pca pca, List<String> names) {
    List<SetFigures.Component> components = new ArrayList<>();
    double cumulative = 0;
    for (int i = 0; i < pca.components().length; i++) {
      double[] axis = pca.components()[i];
      cumulative += pca.explainedVarianceRatio()[i];
      components.add(
          new SetFigures.Component(
              Rounded.digits(pca.explainedVarianceRatio()[i]),
              Rounded.digits(cumulative),
              IntStream.range(0, axis.length)
                  .boxed()
                  .sorted(Comparator.comparingDouble(column -> -Math.abs(axis[column])))
                  .limit(STRONGEST)
                  .map(
                      column ->
                          new SetFigures.Weight(names.get(column), Rounded.places(axis[column])))
                  .toList()));
    }
    return components;
  }
}
