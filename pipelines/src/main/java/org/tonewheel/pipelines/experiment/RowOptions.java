package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What only branches on rows of a table and on statistics take, and earlier ones did not. What is
 * not asked for is not written, and a branch that asks for nothing has none of this, so that it
 * stays equal to one from before there were such settings.
 *
 * @param smote whether SMOTE brings the genres of the training side up to the largest
 * @param labelSmoothing share of a target that is spread over all genres
 * @param weightDecay share of every weight that is taken off a step, times the rate
 * @param depth splits from a tree's root to a leaf, at most; 0 where the net takes none
 * @param subsample share of the rows that a round of boosting sees; 0 where the net takes none
 * @param neighbours rows whose genres are counted; 0 where the net takes none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RowOptions(
    boolean smote,
    double labelSmoothing,
    double weightDecay,
    int depth,
    double subsample,
    int neighbours) {
  private static final RowOptions NOTHING = new RowOptions(false, 0, 0, 0, 0, 0);

  /** Returns what a branch asks for; null for nothing. */
  static RowOptions of(BranchSpec spec) {
    RowOptions options =
        new RowOptions(
            spec.smote() != null && spec.smote(),
            orZero(spec.labelSmoothing()),
            orZero(spec.weightDecay()),
            spec.depth() == null ? 0 : spec.depth(),
            orZero(spec.subsample()),
            spec.neighbours() == null ? 0 : spec.neighbours());
    return options.equals(NOTHING) ? null : options;
  }

  /** Returns what a branch asks for, which may be nothing. */
  public static RowOptions of(Branch branch) {
    return branch.rows() == null ? NOTHING : branch.rows();
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }
}
