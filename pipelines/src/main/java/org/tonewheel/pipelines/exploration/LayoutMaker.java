package org.tonewheel.pipelines.exploration;

import com.google.common.base.Stopwatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.runner.Progress;
import org.tonewheel.projection.Tsne;
import org.tonewheel.projection.TsneSettings;

/** Lays samples out by t-SNE, and says how far that has come. */
final class LayoutMaker {
  private static final String ITERATIONS = "iterations";
  private static final Logger LOG = LoggerFactory.getLogger(LayoutMaker.class);

  private final double perplexity;

  LayoutMaker(double perplexity) {
    this.perplexity = perplexity;
  }

  /** Why these rows cannot be laid out, as a clause; null where they can. */
  String whyNot(double[][] rows) {
    if (rows.length < 3 * perplexity) {
      return "%d rows are fewer than three times the perplexity, %s"
          .formatted(rows.length, Rounded.digits(perplexity));
    }
    if (rows[0].length < 2) {
      return "one column needs no plane";
    }
    return Arrays.stream(rows).allMatch(row -> Arrays.equals(row, rows[0]))
        ? "all rows of the sample are equal"
        : null;
  }

  /**
   * Lays them out.
   *
   * @throws StoppedException if the process was asked to end
   */
  SetFigures.Layout layOut(String set, double[][] rows, int[] labels, List<String> genres) {
    TsneSettings settings = TsneSettings.DEFAULT.withPerplexity(perplexity);
    Progress progress =
        new Progress("t-SNE of " + set, ITERATIONS, ITERATIONS, settings.iterations());
    Stopwatch clock = Stopwatch.createStarted();
    Tsne tsne;
    try {
      tsne =
          Tsne.fit(
              rows,
              settings,
              (done, all, divergence) -> seen(progress, done, clock),
              Interruption::asked);
    } catch (CancellationException e) {
      throw new StoppedException("the exploration was asked to stop", e);
    }
    if (tsne.iterations() < settings.iterations()) {
      seen(progress, settings.iterations(), clock); // ends the line
    }
    LOG.info(
        "t-SNE of {}: {} rows, {} iterations, KL divergence {}",
        set,
        rows.length,
        tsne.iterations(),
        Rounded.digits(tsne.klDivergence()));
    return new SetFigures.Layout(
        perplexity,
        tsne.iterations(),
        Rounded.digits(tsne.klDivergence()),
        Plane.of(tsne.points(), labels, genres));
  }

  private static void seen(Progress progress, long done, Stopwatch clock) {
    progress.seen(Map.of(ITERATIONS, done), clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
  }
}
