package org.tonewheel.pipelines.experiment.branches;

import org.tonewheel.nets.NetSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;

/**
 * The memory that the training of a branch takes beside the process, estimated before there are
 * data.
 *
 * @param bytes whatever the set's size: a deep net reads its rows from a mapped file, a Tribuo
 *     model holds so many synthetic rows
 * @param rowBytes for each real row of the set: Tribuo's models hold theirs as objects
 */
public record BranchNeeds(long bytes, long rowBytes) {
  /** Mean and deviation of values and of first differences. */
  private static final int STATISTICS = 4;

  /** One statistic of a segment as Tribuo holds it; 132 of them took 2,500 bytes. */
  private static final int STATISTIC_BYTES = 19;

  /** Of a forest's tree: a node for each row at most, as a leaf holds two of them. */
  private static final int NODE_BYTES = 16;

  /**
   * Estimates the needs of one branch.
   *
   * @param genres how many there are, which {@link BranchInput#genres} guesses
   */
  public static BranchNeeds of(Branch branch, Experiment experiment, int genres) {
    if (branch.net().deep()) {
      NetSettings settings = DeepSettings.of(branch);
      return new BranchNeeds(
          BranchInput.summary(branch, experiment, genres)
              .memoryBytes(settings.batchSize(), settings.optimizer(), settings.keep()),
          0);
    }
    long rowBytes =
        (long) STATISTIC_BYTES * statistics(branch, experiment)
            + Math.round(NODE_BYTES * forestTrees(branch));
    Enlargement synthetic = Enlargement.of(branch, experiment);
    return new BranchNeeds(
        synthetic.rows() * rowBytes, Math.round((1 + synthetic.share()) * rowBytes));
  }

  /** Returns the memory, in bytes, for a set of so many real rows on all sides together. */
  public long memoryBytes(long rows) {
    return bytes + rows * rowBytes;
  }

  /** Returns the trees of all forests of a branch, as if each had seen the whole training side. */
  private static double forestTrees(Branch branch) {
    RowOptions options = RowOptions.of(branch);
    double trees =
        switch (branch.net()) {
          case ENSEMBLE -> options.members().stream().mapToDouble(BranchNeeds::forestTrees).sum();
          case FOREST -> branch.trees();
          default -> 0;
        };
    return trees * options.passes();
  }

  /** Returns the statistics of a segment, or columns of a prepared row, that a table model sees. */
  public static int statistics(Branch branch, Experiment experiment) {
    if (branch.net() == Net.ENSEMBLE) { // its members are trained one after the other
      return RowOptions.of(branch).members().stream()
          .mapToInt(member -> statistics(member, experiment))
          .max()
          .orElseThrow();
    }
    if (BranchInput.isOfTable(branch, experiment)) {
      return RowSettings.prepared(
          experiment.table().orElseThrow(), experiment.tableSets().get(branch.features()));
    }
    return STATISTICS * experiment.featureSets().get(branch.features()).features();
  }
}
