package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.evaluation.Calibration;
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
 * @param averagePrecision macro mean of the average precision of the genres that have examples
 * @param aucLeaves genres left out of {@code auc}, because every example or none is theirs
 * @param interval how sure the figures are; null on validation, or with fewer than two clusters
 * @param spread how far seeds differ; null with one seed
 * @param genres figures by genre; absent on validation
 * @param confusion examples by true, then by predicted genre, summed over seeds; absent on
 *     validation
 * @param confused the genres that were most often taken for another, the most often first, at most
 *     {@value #MOST_CONFUSED}; absent on validation, or where every example was right
 * @param calibration whether the probabilities can be believed; absent on validation
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
    Double averagePrecision,
    List<String> aucLeaves,
    @JsonInclude(JsonInclude.Include.NON_NULL) Intervals interval,
    @JsonInclude(JsonInclude.Include.NON_NULL) Spread spread,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Genre> genres,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<Integer>> confusion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Confused> confused,
    @JsonInclude(JsonInclude.Include.NON_NULL) Calibrated calibration) {

  /** Pairs of genres that are listed. */
  public static final int MOST_CONFUSED = 10;

  public LevelFigures {
    aucLeaves = ImmutableList.copyOf(aucLeaves);
    genres = ImmutableList.copyOf(genres);
    confusion = ImmutableList.copyOf(confusion);
    confused = ImmutableList.copyOf(confused);
  }

  /**
   * A genre that was taken for another.
   *
   * @param genre the true genre
   * @param said what was said instead
   * @param count how often, summed over seeds
   * @param share of the true genre's examples, 0 to 1
   */
  public record Confused(String genre, String said, int count, double share) {}

  /**
   * Whether a configuration is right as often as it says, by the probability of the genre it named.
   *
   * @param expectedError mean distance between probability and share that was right, over bins by
   *     their examples (ECE), the mean over seeds
   * @param largestError the largest such distance of a bin (MCE), the mean over seeds
   * @param bins fifteenths of the probability that hold an example, all seeds together
   */
  public record Calibrated(double expectedError, double largestError, List<Calibration.Bin> bins) {

    public Calibrated {
      bins = ImmutableList.copyOf(bins);
    }
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
   * @param averagePrecision average precision; null where no example is of the genre
   * @param interval how sure they are, but average precision; null with fewer than two clusters
   */
  public record Genre(
      String genre,
      int support,
      double precision,
      double recall,
      double f1,
      Double auc,
      Double averagePrecision,
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
