package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;

/** A kind of model, trained on one side of a set and applied to any of its rows. */
interface BranchModel {

  /**
   * The kind that a branch is.
   *
   * @param options of a deep net
   */
  static BranchModel of(Branch branch, Experiment experiment, TrainingOptions options) {
    if (branch.net().deep()) {
      return new DeepModel(options);
    }
    return branch.net() == Net.ENSEMBLE
        ? new EnsembleModel(experiment)
        : new TableBranchModel(experiment, branch.id());
  }

  /**
   * Trains and leaves the model in the directory, then predicts.
   *
   * @param predicted rows to be predicted, after training: those of the validation side, all and in
   *     its order, then any others
   * @param directory of the model; made if it is not there
   */
  Trained train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException;

  /**
   * What a training came to.
   *
   * @param probabilities one row each of those to be predicted, in the order of the genres
   * @param epochs trained; 0 where the net takes none
   * @param keptEpoch whose weights the model has, from 1; 0 where the net takes none
   * @param ended why after these epochs; null where the net takes none
   * @param made rows that SMOTE added to the training side
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Trained(double[][] probabilities, int epochs, int keptEpoch, Ended ended, int made) {}
}
