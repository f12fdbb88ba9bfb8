package org.tonewheel.evaluation;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How sure each figure of {@link ClassificationMetrics} is; null where no resample had one.
 *
 * @param clusters clusters that were drawn from
 * @param resamples how often
 * @param accuracy interval of the accuracy
 * @param precision interval of the macro precision
 * @param recall interval of the macro recall
 * @param f1 interval of the macro F1
 * @param auc interval of the macro area under the ROC curve
 * @param logLoss interval of the log loss
 * @param perClass intervals by class, over the resamples that have the class
 */
public record MetricIntervals(
    int clusters,
    int resamples,
    Interval accuracy,
    Interval precision,
    Interval recall,
    Interval f1,
    Interval auc,
    Interval logLoss,
    List<ClassIntervals> perClass) {

  public MetricIntervals {
    perClass = ImmutableList.copyOf(perClass);
  }

  /**
   * How sure the figures of {@link ClassMetrics} are; null where no resample had one.
   *
   * @param precision interval of the precision
   * @param recall interval of the recall
   * @param f1 interval of F1
   * @param auc interval of the area under the ROC curve
   */
  public record ClassIntervals(Interval precision, Interval recall, Interval f1, Interval auc) {}
}
