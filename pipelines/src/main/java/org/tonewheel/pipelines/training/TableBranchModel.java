package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.audio.SegmentStatistics;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.ClassWeights;
import org.tonewheel.tribuo.TableDomain;
import org.tonewheel.tribuo.TableModel;
import org.tonewheel.tribuo.TableModelTrainer;
import org.tonewheel.tribuo.TableRows;
import org.tonewheel.tribuo.TableSettings;

/** A Tribuo model on the statistics of a segment's frames. */
final class TableBranchModel implements BranchModel {

  @Override
  public Trained train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    Files.createDirectories(directory);
    TableModel model =
        new TableModelTrainer(
                settings(data.branch()),
                new TableDomain(SegmentStatistics.names(data.featureNames()), data.genres()))
            .train(
                rows(data, data.rows().sides().train()),
                rows(data, data.rows().sides().validation()),
                directory,
                listener,
                stop);
    History history = History.read(directory);
    return new Trained(
        model.probabilities(rows(data, predicted).values()),
        history.epochs(),
        history.bestEpoch(),
        history.endedBefore(data.branch().epochs()));
  }

  private static TableRows rows(BranchData data, int[] rows) {
    BranchRows set = data.rows();
    float[] values = new float[set.values().rowFloats()];
    int features = set.shape().features();
    float[][] statistics = new float[rows.length][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      set.values().read(rows[i], values);
      statistics[i] = SegmentStatistics.of(values, values.length / features, features);
      labels[i] = data.labels()[rows[i]];
    }
    return new TableRows(statistics, labels);
  }

  private static TableSettings settings(Branch branch) {
    return new TableSettings(
        branch.net().id(),
        branch.rate(),
        branch.epochs(),
        branch.batchSize(),
        branch.hidden(),
        branch.dropout(),
        branch.patience(),
        branch.trees(),
        branch.classWeights() == ClassWeights.BALANCED,
        branch.seed());
  }
}
