package org.tonewheel.pipelines.training;

import com.google.common.primitives.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.Keep;
import org.tonewheel.nets.LabelledRows;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.NetTrainer;
import org.tonewheel.nets.Schedule;
import org.tonewheel.nets.TrainedNet;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.experiment.Branch;

/** A deep net on the frames of a segment, read from the mapped file batch by batch. */
final class DeepModel implements BranchModel {

  @Override
  public double[][] train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    LabelledRows rows =
        new LabelledRows(
            data.set().values(),
            data.labels(),
            data.sides().train(),
            data.sides().validation(),
            data.set().shape(),
            data.genres().size());
    try (TrainedNet net =
        new NetTrainer()
            .train(
                rows,
                settings(data.branch()),
                TrainingOptions.DEFAULT,
                directory,
                listener,
                stop)) {
      float[][] probabilities = net.probabilities(data.set().values(), predicted);
      double[][] wide = new double[probabilities.length][];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = Floats.asList(probabilities[i]).stream().mapToDouble(p -> p).toArray();
      }
      return wide;
    }
  }

  private static NetSettings settings(Branch branch) {
    return new NetSettings(
        branch.net().id(),
        branch.optimizer().id(),
        branch.rate(),
        Schedule.CONSTANT,
        branch.batchSize(),
        branch.epochs(),
        branch.patience(),
        Keep.BEST,
        branch.hidden().get(0),
        branch.layers(),
        branch.dropout(),
        branch.clipNorm(),
        branch.seed());
  }
}
