package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.evaluation.Interval;

/**
 * The figures of one configuration on one side at one level, the mean over its seeds. Averages over
 * genres are macro averages. Null where a figure does not exist.
 *
 * @param size examples, of one seed
 * @param accuracy share of examples that were right
 * @param precision macro precision
 * @param recall macro recall
 * @param f1 macro F1
 * @param weighted averages over genres by their examples; of rows alone
 * @param auc macro one-vs-rest area under the ROC curve
 * @param logLoss mean log loss
 * @param aucLeaves genres left out of {@code auc}, because every example or none is theirs
 * @param interval how sure the figures are; null on validation, or with fewer than two clusters
 * @param spread how far seeds differ; null with one seed
 * @param genres figures by genre; absent on validation
 * @param confusion examples by true, then by predicted genre, summed over seeds; absent on
 *     validation
 */
public record LevelFigures(
    int size,
    double accuracy,
    double precision,
    double recall,
    double f1,
    @JsonInclude(JsonInclude.Include.NON_NULL) Weighted weighted,
    Double auc,
    double logLoss,
    List<String> aucLeaves,
    @JsonInclude(JsonInclude.Include.NON_NULL) Intervals interval,
    @JsonInclude(JsonInclude.Include.NON_NULL) Spread spread,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Genre> genres,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<Integer>> confusion) {

  public LevelFigures {
    aucLeaves = ImmutableList.copyOf(aucLeaves);
    genres = ImmutableList.copyOf(genres);
    confusion = ImmutableList.copyOf(confusion);
  }

  /**
   * Averages over genres by their examples, as papers on tables print them.
   *
   * @param precision weighted precision
   * @param recall weighted recall, which is the accuracy
   * @param f1 weighted F1
   */
  public record Weighted(double precision, double recall, double f1) {}

  /**
   * 95% intervals by resampling clusters.
   *
   * @param level 0.95
   * @param over what was resampled: {@code track}, {@code recording} (tracks, those that repeat
   *     each other as one), {@code group} or {@code row}
   * @param clusters how many of them there are
   * @param resamples how often was resampled
   * @param accuracy of the accuracy
   * @param precision of the macro precision
   * @param recall of the macro recall
   * @param f1 of the macro F1
   * @param auc of the area; null where there is none
   * @param logLoss of the log loss
   */
  public record Intervals(
      double level,
      String over,
      int clusters,
      int resamples,
      Interval accuracy,
      Interval precision,
      Interval recall,
      Interval f1,
      Interval auc,
      Interval logLoss) {}

  /**
   * How far the seeds of a configuration differ: luck of initialisation and shuffling, apart from
   * which tracks were drawn.
   *
   * @param seeds how many
   * @param accuracy of the accuracy
   * @param f1 of the macro F1
   */
  public record Spread(int seeds, Range accuracy, Range f1) {}

  /**
   * The spread of one figure.
   *
   * @param min the least
   * @param max the greatest
   * @param deviation sample standard deviation
   */
  public record Range(double min, double max, double deviation) {}

  /**
   * The figures of one genre against the rest.
   *
   * @param genre the genre
   * @param support examples of the genre, of one seed
   * @param precision share of those called the genre that are
   * @param recall share of the genre's that were called it
   * @param f1 harmonic mean of both
   * @param auc area under the ROC curve; null where there is none
   * @param interval how sure they are; null with fewer than two clusters
   */
  public record Genre(
      String genre,
      int support,
      double precision,
      double recall,
      double f1,
      Double auc,
      @JsonInclude(JsonInclude.Include.NON_NULL) GenreIntervals interval) {}

  /**
   * 95% intervals of a genre's figures; each null where no resample had one.
   *
   * @param precision of the precision
   * @param recall of the recall
   * @param f1 of F1
   * @param auc of the area
   */
  public record GenreIntervals(Interval precision, Interval recall, Interval f1, Interval auc) {}
}
