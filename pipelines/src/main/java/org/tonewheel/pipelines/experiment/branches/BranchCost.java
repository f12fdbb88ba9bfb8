package org.tonewheel.pipelines.experiment.branches;

import java.util.List;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;

/** How much work the training of a branch is, so that the longest can begin first. */
public final class BranchCost {
  /** Forward, and twice as much backward. */
  private static final double PASSES = 3;

  /** Enough for an order: how deep the trees are is not known beforehand. */
  private static final double TREE_DEPTH = 12;

  /** Rows that a tree of neighbours looks at for one: about so many of ten columns. */
  private static final double NEIGHBOURS_SEEN = 1000;

  /** GTZAN's, which say what synthetic segments are beside real ones before there are data. */
  private static final int USUAL_TRACKS = 1000;

  private BranchCost() {}

  /**
   * Returns about how many multiplications the training takes for each track of its training side,
   * all epochs counted; early stopping can make it less. Synthetic segments count as they would
   * with a thousand tracks.
   */
  public static double perTrack(Branch branch, Experiment experiment) {
    return of(branch, experiment, USUAL_TRACKS) / USUAL_TRACKS;
  }

  /** Returns the multiplications for a training side of so many tracks. */
  public static double of(Branch branch, Experiment experiment, long tracks) {
    return perRow(branch, experiment) * BranchInput.rows(branch, experiment, tracks);
  }

  private static double perRow(Branch branch, Experiment experiment) {
    RowOptions rows = RowOptions.of(branch);
    if (branch.net() == Net.ENSEMBLE) {
      return rows.members().stream().mapToDouble(member -> perRow(member, experiment)).sum();
    }
    int genres = BranchInput.genres(experiment);
    double forward =
        switch (branch.net()) {
          case NET1, NET2, NET3, NET4, NET5, NET6, HOUSE_CNN ->
              BranchInput.summary(branch, experiment, genres).multiplications();
          case FFN -> dense(BranchNeeds.statistics(branch, experiment), branch.hidden(), genres);
          case LOGISTIC -> (double) BranchNeeds.statistics(branch, experiment) * genres;
          case FOREST -> Math.sqrt(BranchNeeds.statistics(branch, experiment)) * TREE_DEPTH;
          case BOOSTING ->
              (double) BranchNeeds.statistics(branch, experiment) * rows.depth() * genres;
          case KNN -> (double) BranchNeeds.statistics(branch, experiment) * NEIGHBOURS_SEEN;
          case ENSEMBLE -> throw new IllegalStateException("its members have costs");
        };
    double times =
        switch (branch.net()) {
          case FOREST, BOOSTING -> branch.trees();
          case KNN -> 1;
          default -> PASSES * branch.epochs();
        };
    return forward * times * rows.passes();
  }

  /** Does the same for a {@linkplain Families family}, whose longest training serves all of it. */
  public static double perTrack(List<Branch> family, Experiment experiment) {
    return family.stream().mapToDouble(branch -> perTrack(branch, experiment)).max().orElse(0);
  }

  private static double dense(double inputs, List<Integer> hidden, int genres) {
    double weights = 0;
    double from = inputs;
    for (int units : hidden) {
      weights += from * units;
      from = units;
    }
    return weights + from * genres;
  }
}
