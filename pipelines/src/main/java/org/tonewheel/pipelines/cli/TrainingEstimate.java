package org.tonewheel.pipelines.cli;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.NetSummary;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchCost;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.BranchNeeds;
import org.tonewheel.pipelines.experiment.branches.DeepSettings;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * What the training of an experiment will roughly need, on a CPU.
 *
 * @param seconds of one core, if no branch stops early
 * @param diskBytes of models, and of the checkpoints of as many trainings as run at once
 * @param memoryBytes beside the process, of as many branches as run at once
 */
record TrainingEstimate(double seconds, long diskBytes, long memoryBytes) {
  /**
   * A multiplication by a weight, forward or backward, seconds of CPU: 3e-11 to 6e-11 were measured
   * for dense layers, convolutions and LSTMs alike.
   */
  private static final double MULTIPLICATION_COST = 5e-11;

  /** The optimizer's work, seconds of CPU a parameter and step. */
  static final double UPDATE_COST = 3e-9;

  /** A row of statistics in a feed-forward net or logistic regression, seconds of CPU an epoch. */
  private static final double TABLE_ROW_COST = 60e-6;

  /**
   * A value of a row in a forest, seconds of CPU a tree: 1.4e-6 of 132 statistics, 0.8e-6 of the 13
   * columns of a table. Tribuo divides all columns at each node, not its candidates alone.
   */
  private static final double TREE_VALUE_COST = 1.4e-6;

  /** A row in a round of boosting, seconds of CPU a genre. */
  private static final double BOOSTED_ROW_COST = 0.4e-6;

  /** Finding the neighbours of the rows that are predicted, seconds of CPU a training row. */
  private static final double NEIGHBOURS_ROW_COST = 1e-3;

  /**
   * Estimates.
   *
   * @param tracks of a source
   * @param atOnce trainings that run side by side
   * @param checkpoints kept of each
   * @param limitMinutes after which a deep net's training ends; null for none
   */
  static TrainingEstimate of(
      Experiment experiment,
      ToLongFunction<String> tracks,
      int atOnce,
      int checkpoints,
      Integer limitMinutes) {
    double seconds = 0;
    long models = 0;
    List<List<Branch>> families = Families.of(Grid.expand(experiment));
    for (List<Branch> family : families) {
      long own = tracks.applyAsLong(family.get(0).source());
      Branch longest = family.get(family.size() - 1);
      double whole = seconds(experiment, longest, own);
      boolean limited = limitMinutes != null && longest.net().deep();
      seconds += limited ? Math.min(whole, 60.0 * limitMinutes) : whole;
      for (Branch branch : family) {
        models += branch.net().deep() ? Float.BYTES * net(experiment, branch).parameters() : 0;
      }
    }
    long saved =
        largest(
            families,
            atOnce,
            // one more is written before the oldest is dropped
            family -> (checkpoints + 1) * checkpointBytes(experiment, family.get(0)));
    long memory =
        largest(
            families,
            atOnce,
            family ->
                memoryBytes(experiment, family.get(0), tracks.applyAsLong(family.get(0).source())));
    return new TrainingEstimate(seconds, models + saved, memory);
  }

  /** The sum of the largest needs, of as many as are met at once. */
  static <T> long largest(List<T> all, int atOnce, ToLongFunction<T> bytes) {
    return all.stream()
        .map(bytes::applyAsLong)
        .sorted(Comparator.reverseOrder())
        .limit(atOnce)
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Returns the tracks that train; under a split by segment, as many as its segments make. */
  private static long trainingTracks(Experiment experiment, Branch branch, long tracks) {
    return Math.round(tracks * experiment.splits().get(branch.split()).trainingShare());
  }

  /** Seconds of one core that a branch takes whose source has so many tracks. */
  static double seconds(Experiment experiment, Branch branch, long all) {
    long tracks = trainingTracks(experiment, branch, all);
    long rows = BranchInput.rows(branch, experiment, tracks);
    if (!branch.net().deep()) {
      return rows * tableSeconds(experiment, branch);
    }
    double steps = branch.epochs() * Math.ceil((double) rows / branch.batchSize());
    return BranchCost.of(branch, experiment, tracks) * MULTIPLICATION_COST
        + steps * net(experiment, branch).parameters() * UPDATE_COST;
  }

  /** Seconds of one core for each row of the training side, all models of the branch together. */
  private static double tableSeconds(Experiment experiment, Branch branch) {
    double model =
        switch (branch.net()) {
          case ENSEMBLE ->
              RowOptions.of(branch).members().stream()
                  .mapToDouble(member -> tableSeconds(experiment, member))
                  .sum();
          case BOOSTING -> BOOSTED_ROW_COST * branch.trees() * BranchInput.genres(experiment);
          case KNN -> NEIGHBOURS_ROW_COST;
          case FOREST ->
              TREE_VALUE_COST * branch.trees() * BranchNeeds.statistics(branch, experiment);
          default -> TABLE_ROW_COST * branch.epochs();
        };
    return model * RowOptions.of(branch).passes();
  }

  private static NetSummary net(Experiment experiment, Branch branch) {
    return BranchInput.summary(branch, experiment, BranchInput.genres(experiment));
  }

  /** Weights, the optimizer's averages, and the best epoch's weights where those are kept. */
  private static long checkpointBytes(Experiment experiment, Branch branch) {
    if (!branch.net().deep()) {
      return 0;
    }
    NetSettings settings = DeepSettings.of(branch);
    NetSummary net = net(experiment, branch);
    // what training needs beside its gradients, for a batch of no rows
    return net.memoryBytes(0, settings.optimizer(), settings.keep())
        - Float.BYTES * net.parameters();
  }

  /** What the training of a branch takes whose source has so many tracks. */
  static long memoryBytes(Experiment experiment, Branch branch, long tracks) {
    return BranchNeeds.of(branch, experiment, BranchInput.genres(experiment))
        .memoryBytes(tracks * BranchInput.rowsPerTrack(branch, experiment));
  }
}
