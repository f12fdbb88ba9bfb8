package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.tribuo.RateSchedule;
import org.tonewheel.tribuo.TableDomain;
import org.tonewheel.tribuo.TableEnsemble;
import org.tonewheel.tribuo.TableEnsembleTrainer;
import org.tonewheel.tribuo.TableModel;
import org.tonewheel.tribuo.TableModelTrainer;
import org.tonewheel.tribuo.TableSettings;

/**
 * A Tribuo model on the statistics of a segment's frames, or on prepared rows of a table; or
 * several, where copies or parts of repeats are asked for.
 *
 * @param name of what is trained, in the log: a branch's id, or a member of it
 */
record TableBranchModel(Experiment experiment, String name) implements BranchModel {

  @Override
  public Trained train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    FileTree.delete(directory); // what it holds is of other settings or of a training cut short
    Files.createDirectories(directory);
    TableSides sides =
        BranchInput.isOfTable(data.branch(), experiment)
            ? PreparedRows.of(data, experiment, predicted, directory)
            : TableSides.ofStatistics(data, predicted);
    TableSettings settings = settings(data.branch());
    settings = sides.prepared() ? settings.forPreparedRows() : settings;
    TableDomain domain = new TableDomain(sides.columns(), data.genres());
    RowOptions options = RowOptions.of(data.branch());
    if (options.severalModels()) {
      TableEnsemble models =
          new TableEnsembleTrainer(
                  Collections.nCopies(options.modelsOfAPart(), settings), domain, options.parts())
              .train(
                  name,
                  sides.training(),
                  data.repeats(data.rows().sides().train()),
                  sides.validation(),
                  directory,
                  stop);
      double[][] probabilities =
          models.probabilities(sides.predicted().values(), data.repeats(predicted));
      return new Trained(probabilities, 0, 0, null, sides.made());
    }
    TableModel model =
        new TableModelTrainer(settings, domain)
            .train(sides.training(), sides.validation(), directory, listener, stop);
    History history = History.read(directory);
    return new Trained(
        model.probabilities(sides.predicted().values()),
        history.epochs(),
        history.bestEpoch(),
        history.endedBefore(data.branch().epochs()),
        sides.made());
  }

  private static TableSettings settings(Branch branch) {
    RowOptions rows = RowOptions.of(branch);
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
            branch.seed())
        .withRegularisation(schedule(branch), rows.labelSmoothing(), rows.weightDecay())
        .withTrees(branch.trees(), rows.depth(), rows.subsample())
        .withNeighbours(rows.neighbours());
  }

  private static RateSchedule schedule(Branch branch) {
    return branch.schedule() == null
        ? RateSchedule.CONSTANT
        : RateSchedule.valueOf(branch.schedule().name());
  }
}
