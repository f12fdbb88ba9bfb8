package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.sampling.Balanced;
import org.tonewheel.sampling.NominalColumns;
import org.tonewheel.sampling.Smote;
import org.tonewheel.table.Preparation;
import org.tonewheel.table.PreparedColumn;
import org.tonewheel.table.TableException;
import org.tonewheel.tribuo.TableRows;

/**
 * Prepares the rows of a table for a branch by what is measured on its training side alone, and
 * brings that side's genres up to the largest where SMOTE is asked for. All of a branch's rows are
 * held: 13 columns take 68 bytes a row as they are and as many prepared.
 */
final class PreparedRows {
  /** As imbalanced-learn's {@code k_neighbors}. */
  private static final int NEIGHBOURS = 5;

  private PreparedRows() {}

  /**
   * Prepares them, and leaves what was measured beside the model, in {@code preparation.json}.
   *
   * @param directory of the model, which exists
   * @throws TrainingDataException if the training side cannot be prepared
   */
  static TableSides of(BranchData data, Experiment experiment, int[] predicted, Path directory)
      throws IOException {
    int[] train = data.rows().sides().train();
    float[][] raw = TableSides.values(data, train);
    Preparation preparation = fit(data, experiment, raw);
    preparation.save(directory);
    TableRows training = new TableRows(prepared(preparation, raw), TableSides.labels(data, train));
    int real = training.size();
    if (RowOptions.of(data.branch()).smote()) {
      training = balanced(training, preparation, data);
    }
    return new TableSides(
        preparation.names(),
        training,
        rows(data, preparation, data.rows().sides().validation()),
        rows(data, preparation, predicted),
        true,
        training.size() - real);
  }

  private static Preparation fit(BranchData data, Experiment experiment, float[][] training) {
    try {
      return Preparation.fit(
          RowSettings.layout(experiment.table().orElseThrow()),
          training,
          RowSettings.preparation(experiment.tableSets().get(data.branch().features())));
    } catch (TableException e) {
      TrainingDataException unusable = new TrainingDataException(e.getMessage());
      unusable.initCause(e);
      throw unusable;
    }
  }

  private static TableRows rows(BranchData data, Preparation preparation, int[] rows) {
    return new TableRows(
        prepared(preparation, TableSides.values(data, rows)), TableSides.labels(data, rows));
  }

  private static float[][] prepared(Preparation preparation, float[][] raw) {
    return Arrays.stream(raw).map(preparation::apply).toArray(float[][]::new);
  }

  private static TableRows balanced(TableRows training, Preparation preparation, BranchData data) {
    List<String> inputs = preparation.columns().stream().map(PreparedColumn::input).toList();
    int[] all = IntStream.range(0, training.size()).toArray();
    Smote smote =
        Smote.ofTable(
            new MemoryRows(training.values()),
            training.labels(),
            all,
            NominalColumns.of(preparation.nominal(), inputs),
            NEIGHBOURS,
            data.branch().seed());
    Balanced made = Balanced.of(smote, training.labels(), all, data.genres().size());
    return new TableRows(
        joined(training.values(), made.rows()),
        IntStream.concat(Arrays.stream(training.labels()), Arrays.stream(made.labels())).toArray());
  }

  private static float[][] joined(float[][] some, float[][] others) {
    float[][] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }
}
