package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingListener;

/** A kind of model, trained on one side of a set and applied to any of its rows. */
interface BranchModel {

  /**
   * Trains and leaves the model in the directory, then predicts.
   *
   * @param predicted rows to be predicted, after training
   * @return probabilities, one row each of {@code predicted}, in the order of the genres
   */
  double[][] train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException;
}
