package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.math.StatsAccumulator;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.evaluation.PairedDifference;

/**
 * How much better an arm with synthetic segments is than its plain arm: the same net, settings,
 * split, folds and seeds without such segments. Over real examples alone.
 *
 * @param against the plain arm's configuration
 * @param seeds seeds that both are done with
 * @param validation the differences that decide whether the arm is admitted
 * @param test the differences to report
 */
public record PairedFigures(String against, int seeds, Levels validation, Levels test) {

  /**
   * Differences by what is counted, as in {@link MetricsFile.Levels}.
   *
   * @param segment of segments
   * @param track of tracks
   * @param row of the rows of a table
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Levels(Level segment, Level track, Level row) {

    /** Returns the differences a configuration is judged by: of tracks, or of rows. */
    public Level judged() {
      return track == null ? row : track;
    }
  }

  /**
   * Differences at one level.
   *
   * @param size examples, of one seed
   * @param over what was resampled: {@code track}, {@code recording} (tracks, those that repeat
   *     each other as one), {@code group} or {@code row}
   * @param clusters how many of them there are
   * @param resamples how often was resampled
   * @param accuracy of the share of examples that were right
   * @param macroAccuracy of the mean over genres of the share of their examples that were right
   */
  public record Level(
      int size, String over, int clusters, int resamples, Figure accuracy, Figure macroAccuracy) {}

  /**
   * The difference of one figure: 0.01 is one point, above 0 the arm is better.
   *
   * @param mean over seeds
   * @param interval 95% interval by a paired bootstrap over clusters; null with fewer than two
   * @param spread of the difference over seeds; null with one seed
   */
  public record Figure(
      double mean,
      @JsonInclude(JsonInclude.Include.NON_NULL) Interval interval,
      @JsonInclude(JsonInclude.Include.NON_NULL) LevelFigures.Range spread) {

    static Figure of(PairedDifference.Figure figure) {
      StatsAccumulator stats = new StatsAccumulator();
      stats.addAll(figure.bySeed());
      return new Figure(
          figure.mean(),
          figure.interval(),
          figure.bySeed().size() < 2
              ? null
              : new LevelFigures.Range(stats.min(), stats.max(), stats.sampleStandardDeviation()));
    }
  }
}
