package org.tonewheel.pipelines.experiment.branches;

import org.tonewheel.nets.Augmentation;
import org.tonewheel.nets.NetSettings;

/** A deep branch in the words of the nets package. */
public final class DeepSettings {
  /** What a net that has no such layers is given, and does not look at. */
  private static final int UNUSED = 1;

  private DeepSettings() {}

  /** Returns the settings of a branch, whose net must be deep. */
  public static NetSettings of(Branch branch) {
    return new NetSettings(
        branch.net().id(),
        branch.optimizer().id(),
        branch.rate(),
        schedule(branch),
        branch.batchSize(),
        branch.epochs(),
        branch.patience(),
        org.tonewheel.nets.Keep.valueOf(branch.keep().name()),
        branch.hidden().isEmpty() ? UNUSED : branch.hidden().get(0),
        Math.max(UNUSED, branch.layers()),
        branch.dropout(),
        branch.clipNorm(),
        branch.augment() ? Augmentation.MEL : Augmentation.NONE,
        branch.seed());
  }

  private static org.tonewheel.nets.Schedule schedule(Branch branch) {
    return switch (branch.schedule()) {
      case CONSTANT -> org.tonewheel.nets.Schedule.CONSTANT;
      case COSINE -> org.tonewheel.nets.Schedule.cosine(branch.warmupEpochs());
      case PLATEAU ->
          org.tonewheel.nets.Schedule.plateau(branch.plateauFactor(), branch.plateauPatience());
      case ONE_CYCLE -> throw new IllegalStateException("a loaded experiment has no such branch");
    };
  }
}
