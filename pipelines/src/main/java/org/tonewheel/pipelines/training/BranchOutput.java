package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.tonewheel.nets.Ended;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.learning.FolderCommit;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.Versions;
import org.tonewheel.pipelines.splits.Divided;

/** What a trained branch leaves: its predictions, what it is, and a commit of its model's files. */
record BranchOutput(RunDirectory run, Experiment experiment) {

  /**
   * Writes the probabilities of validation and test rows.
   *
   * @param rows of the set: those of validation, then those of test
   */
  void writePredictions(BranchData data, int[] rows, double[][] probabilities) throws IOException {
    Path file = run.predictions(data.branch().id());
    Files.createDirectories(file.getParent());
    AtomicFiles.sweep(file);
    Path temporary = AtomicFiles.temporary(file);
    try (Table<PredictionRow>.Writer writer = PredictionRow.TABLE.write(temporary)) {
      for (int i = 0; i < rows.length; i++) {
        TrainingSet.Key key = data.rows().keys().get(rows[i]);
        writer.add(
            new PredictionRow(
                key.track(),
                key.segment(),
                data.branch().fold(),
                i < data.rows().sides().validation().length ? "validation" : "test",
                key.genre(),
                probabilities[i]));
      }
      writer.finish(null);
    }
    AtomicFiles.move(temporary, file);
  }

  /**
   * Writes {@code branch.json}, then the commit.
   *
   * @param limit the time limit it was trained under; null for none
   */
  void commit(BranchData data, BranchModel.Trained trained, Duration limit, String fingerprint)
      throws IOException {
    Path folder = run.model(data.branch().id());
    BranchFile file = describe(data, trained, limit);
    Json.write(folder.resolve(BranchFile.NAME), file);
    FolderCommit.write(folder, fingerprint);
  }

  private boolean augmentedBeforeSplit(Branch branch) {
    return branch.synthesis() != null
        && experiment.synthesis().sets().get(branch.synthesis()).beforeSplit();
  }

  private static Integer synthetic(BranchData data, BranchModel.Trained trained) {
    if (data.branch().synthesis() != null) {
      return data.rows().syntheticTrain();
    }
    return RowOptions.of(data.branch()).smote() ? trained.made() : null;
  }

  private BranchFile describe(BranchData data, BranchModel.Trained trained, Duration limit) {
    Branch branch = data.branch();
    Split split = experiment.splits().get(branch.split());
    PictureSet pictures = experiment.pictureSets().get(branch.features());
    String frames = pictures == null ? branch.features() : pictures.features();
    Source table = BranchInput.isOfTable(branch, experiment) ? experiment.table().get() : null;
    return new BranchFile(
        BranchFile.FORMAT_VERSION,
        branch,
        split.protocol().name().toLowerCase(Locale.ROOT),
        Divided.protocol(split).safe() && !augmentedBeforeSplit(branch),
        data.genres(),
        experiment.audio(),
        frames == null ? null : experiment.featureSets().get(frames),
        pictures,
        data.rows().shape(),
        table == null ? null : experiment.tableSets().get(branch.features()),
        table == null ? null : table.columns(),
        branch.synthesis(),
        synthetic(data, trained),
        data.rows().sides().train().length + trained.made(),
        data.rows().sides().validation().length,
        data.rows().sides().test().length,
        trained.epochs(),
        trained.keptEpoch(),
        trained.ended() == null ? null : trained.ended().word(),
        trained.ended() == Ended.TIME_LIMIT ? limit.toString() : null,
        Versions.all());
  }
}
