package org.tonewheel.pipelines.training;

import com.google.common.primitives.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.LabelledRows;
import org.tonewheel.nets.NetTrainer;
import org.tonewheel.nets.TrainedNet;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.experiment.branches.DeepSettings;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;

/** A deep net on frames or pictures, read from the mapped file batch by batch. */
record DeepModel(TrainingOptions options) implements BranchModel {

  @Override
  public Trained train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    LabelledRows rows =
        new LabelledRows(
            data.rows().values(),
            data.labels(),
            data.rows().sides().train(),
            data.rows().sides().validation(),
            data.rows().shape(),
            data.genres().size(),
            data.rows().realTrain());
    try (TrainedNet net =
        new NetTrainer()
            .train(
                weighted(rows, data),
                DeepSettings.of(data.branch()),
                options,
                directory,
                listener,
                stop)) {
      float[][] probabilities = net.probabilities(data.rows().values(), predicted);
      double[][] wide = new double[probabilities.length][];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = Floats.asList(probabilities[i]).stream().mapToDouble(p -> p).toArray();
      }
      return new Trained(wide, net.epochs(), net.epoch(), net.ended(), 0);
    }
  }

  private static LabelledRows weighted(LabelledRows rows, BranchData data) {
    return data.branch().classWeights() == ClassWeights.BALANCED ? rows.balanced() : rows;
  }
}
