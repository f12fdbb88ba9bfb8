package org.tonewheel.projection;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Points laid out in the plane so that neighbours stay neighbours: t-SNE (van der Maaten and
 * Hinton, JMLR 9, 2008) with sparse affinities and Barnes-Hut forces (van der Maaten, JMLR 15,
 * 2014), as scikit-learn 1.9's {@code TSNE}: the same affinities, start, learning rate, momentum,
 * gains and criteria for an early end. Distances between rows are Euclidean over their columns as
 * they are; standardise them before. Distances between groups of the layout, and its axes, mean
 * nothing.
 *
 * <p>One thread; the same rows and settings give the same layout, bit by bit. Equal rows come to
 * lie at the same place or close by. Takes at most {@code 20 × points × (3 × perplexity + 1)}
 * bytes, 300 bytes a point, and 18 bytes a value of the rows: 13 MB for 5,000 rows of 13 columns at
 * perplexity 30.
 *
 * @param points by row, its two coordinates
 * @param klDivergence of the layout from the affinities, in nats, as far as Barnes and Hut's
 *     approximation has it
 * @param iterations that were done
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Tsne(double[][] points, double klDivergence, int iterations) {
  private static final double START_DEVIATION = 1e-4;

  /** {@link #fit(double[][], TsneSettings, TsneListener, BooleanSupplier)}, unwatched. */
  public static Tsne fit(double[][] rows, TsneSettings settings) {
    return fit(rows, settings, TsneListener.NONE, () -> false);
  }

  /**
   * Lays points out.
   *
   * @param rows at least {@code 3 × perplexity}, equally long, of finite values in at least two
   *     columns
   * @param listener told every 50 iterations how it goes
   * @param stop asked before each iteration; once true, fitting ends
   * @throws IllegalArgumentException if rows are not so, or all are equal
   * @throws CancellationException after {@code stop}
   */
  public static Tsne fit(
      double[][] rows, TsneSettings settings, TsneListener listener, BooleanSupplier stop) {
    check(rows, settings);
    Layout layout = start(rows, settings);
    TsneObjective objective =
        new TsneObjective(Affinities.of(rows, settings.perplexity()), settings.angle());
    int iterations = new TsneDescent(objective, layout, settings).run(listener, stop);
    int points = rows.length;
    objective.gradient(layout, 1, new double[points], new double[points]);
    double[][] places = new double[points][];
    Arrays.setAll(places, i -> new double[] {layout.x()[i], layout.y()[i]});
    return new Tsne(places, objective.divergence(layout), iterations);
  }

  private static void check(double[][] rows, TsneSettings settings) {
    if (rows.length < 3 * settings.perplexity() || rows.length < 2) {
      throw new IllegalArgumentException(
          "%d rows are too few for a perplexity of %s, which needs three times as many; lower it or give more rows"
              .formatted(rows.length, settings.perplexity()));
    }
    int columns = rows[0].length;
    if (columns < 2) {
      throw new IllegalArgumentException(
          "rows of %d columns need no layout in the plane; at least 2 are needed"
              .formatted(columns));
    }
    boolean differ = false;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d columns, and row 0 has %d".formatted(row, rows[row].length, columns));
      }
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(rows[row][column])) {
          throw new IllegalArgumentException(
              "row %d has %s in column %d; impute it or leave the row out"
                  .formatted(row, rows[row][column], column));
        }
      }
      differ |= !Arrays.equals(rows[row], rows[0]);
    }
    if (!differ) {
      throw new IllegalArgumentException(
          "all %d rows are equal, and nothing tells how to lay them out".formatted(rows.length));
    }
  }

  private static Layout start(double[][] rows, TsneSettings settings) {
    int points = rows.length;
    double[] x = new double[points];
    double[] y = new double[points];
    if (settings.start() == TsneSettings.Start.RANDOM) {
      CounterRandom random = CounterRandom.of(settings.seed(), "t-sne");
      Arrays.setAll(x, i -> START_DEVIATION * random.normal(2L * i));
      Arrays.setAll(y, i -> START_DEVIATION * random.normal(2L * i + 1));
      return new Layout(x, y);
    }
    Pca pca = Pca.fit(rows, 2);
    double squares = 0;
    for (int i = 0; i < points; i++) {
      double[] coordinates = pca.transform(rows[i]);
      x[i] = coordinates[0];
      y[i] = coordinates[1];
      squares += x[i] * x[i];
    }
    double scale = START_DEVIATION / Math.sqrt(squares / points);
    for (int i = 0; i < points; i++) {
      x[i] *= scale;
      y[i] *= scale;
    }
    return new Layout(x, y);
  }
}
