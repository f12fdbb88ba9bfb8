package org.tonewheel.pipelines.training;

import org.tonewheel.nets.Keep;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.Schedule;
import org.tonewheel.pipelines.experiment.Branch;

/** A deep branch in the words of the nets package. */
public final class DeepSettings {
  /** What a net that has no such layers is given, and does not look at. */
  private static final int UNUSED = 1;

  private DeepSettings() {}

  /**
   * The settings of a branch.
   *
   * @throws IllegalArgumentException naming a value that the nets package does not take
   */
  public static NetSettings of(Branch branch) {
    return of(branch, branch.net().id());
  }

  /** The same for another net. */
  public static NetSettings of(Branch branch, String net) {
    return new NetSettings(
        net,
        branch.optimizer().id(),
        branch.rate(),
        schedule(branch),
        branch.batchSize(),
        branch.epochs(),
        branch.patience(),
        Keep.valueOf(branch.keep().name()),
        branch.hidden().isEmpty() ? UNUSED : branch.hidden().get(0),
        Math.max(UNUSED, branch.layers()),
        branch.dropout(),
        branch.clipNorm(),
        branch.seed());
  }

  private static Schedule schedule(Branch branch) {
    return switch (branch.schedule()) {
      case CONSTANT -> Schedule.CONSTANT;
      case COSINE -> Schedule.cosine(branch.warmupEpochs());
      case PLATEAU -> Schedule.plateau(branch.plateauFactor(), branch.plateauPatience());
    };
  }
}
