package org.tonewheel.pipelines.experiment.branches;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.MemberWeights;

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
 * @param copies models with seeds of their own that are averaged; 0 for one
 * @param repeatParts parts of the repeats that are held out in turn; 0 for none
 * @param memberWeights how much each member of an ensemble counts; null for what is none
 * @param members what an ensemble averages, each as a branch of its own would be
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RowOptions(
    boolean smote,
    double labelSmoothing,
    double weightDecay,
    int depth,
    double subsample,
    int neighbours,
    int copies,
    int repeatParts,
    MemberWeights memberWeights,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Branch> members) {
  private static final RowOptions NOTHING =
      new RowOptions(false, 0, 0, 0, 0, 0, 0, 0, null, List.of());

  public RowOptions {
    members = members == null ? ImmutableList.of() : ImmutableList.copyOf(members);
  }

  /**
   * Returns what a branch asks for; null for nothing.
   *
   * @param members of an ensemble
   */
  static RowOptions of(BranchSpec spec, List<Branch> members) {
    RowOptions options =
        new RowOptions(
            spec.smote() != null && spec.smote(),
            orZero(spec.labelSmoothing()),
            orZero(spec.weightDecay()),
            spec.depth() == null ? 0 : spec.depth(),
            orZero(spec.subsample()),
            spec.neighbours() == null ? 0 : spec.neighbours(),
            several(spec.copies()),
            several(spec.repeatParts()),
            spec.memberWeights(),
            members);
    return options.equals(NOTHING) ? null : options;
  }

  /** Returns what a branch asks for, which may be nothing. */
  public static RowOptions of(Branch branch) {
    return branch.rows() == null ? NOTHING : branch.rows();
  }

  private static int several(Integer count) {
    return count == null || count == 1 ? 0 : count;
  }

  /** Returns whether the probabilities of several models of the net are averaged. */
  public boolean severalModels() {
    return copies > 0 || repeatParts > 0;
  }

  /** Returns how many models are trained on the same rows, at least one. */
  public int modelsOfAPart() {
    return Math.max(1, copies);
  }

  /** Returns in how many parts the repeats are held out; one where they are not. */
  public int parts() {
    return Math.max(1, repeatParts);
  }

  /** Returns how often the training side is gone through, as if by one model each time. */
  public double passes() {
    return modelsOfAPart() * Math.max(1.0, repeatParts - 1);
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }
}
