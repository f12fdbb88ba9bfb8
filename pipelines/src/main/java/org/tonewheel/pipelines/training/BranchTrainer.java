package org.tonewheel.pipelines.training;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.Split;
import org.tonewheel.pipelines.features.FeatureColumns;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.run.Versions;
import org.tonewheel.pipelines.splits.Divided;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.sampling.Assignment;

/**
 * Trains one branch of a run, knowing nothing of Beam. It may be called again and again: a finished
 * branch is skipped, a broken off one goes on from its checkpoint.
 */
final class BranchTrainer {
  /** Grows when the same branch and data give another model than before. */
  private static final int TRAINING_VERSION = 1;

  private static final Logger LOG = LoggerFactory.getLogger(BranchTrainer.class);

  private final RunDirectory run;
  private final Experiment experiment;

  BranchTrainer(RunDirectory run, Experiment experiment) {
    this.run = run;
    this.experiment = experiment;
  }

  /**
   * Trains it.
   *
   * @throws StoppedException if the process was asked to stop; a checkpoint is left
   * @throws StageException (65) if its split breaks its promise
   */
  BranchOutcome train(Branch branch) throws Exception {
    String fingerprint = fingerprint(branch);
    try {
      StageResult result =
          new Stage(run, branch.id(), fingerprint)
              .run(() -> isWhole(branch, fingerprint), lease -> train(branch, fingerprint, lease));
      boolean skipped = result.state().equals(StageResult.SKIPPED);
      return new BranchOutcome(
          branch.id(), skipped ? BranchOutcome.End.SKIPPED : BranchOutcome.End.TRAINED, null);
    } catch (LeaseHeldException e) {
      return new BranchOutcome(branch.id(), BranchOutcome.End.HELD, e.getMessage());
    } catch (StoppedException | StageException e) {
      throw e;
    } catch (TrainingFailedException | TrainingDataException | IllegalArgumentException e) {
      return new BranchOutcome(branch.id(), BranchOutcome.End.FAILED, e.getMessage());
    } catch (IOException e) {
      LOG.error("{} broke off and may be tried again", branch.id(), e);
      return new BranchOutcome(branch.id(), BranchOutcome.End.BROKE_OFF, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} failed", branch.id(), e); // one branch's trouble is not the others'
      return new BranchOutcome(branch.id(), BranchOutcome.End.FAILED, e.toString());
    }
  }

  private String fingerprint(Branch branch) throws IOException {
    return Fingerprint.of("branch", TRAINING_VERSION)
        .with("branch", branch)
        .with("segments", TrainingSet.commit(run, input(branch)).content())
        .with("split", SplitFile.content(run, branch.split()))
        .with("genres", experiment.genres())
        .hex();
  }

  private InputSet input(Branch branch) {
    return InputSet.of(experiment, branch.features());
  }

  private boolean isWhole(Branch branch, String fingerprint) throws IOException {
    Path model = run.model(branch.id());
    return Files.exists(run.predictions(branch.id()))
        && Commit.read(RunDirectory.commit(model))
            .filter(commit -> commit.fingerprint().equals(fingerprint) && commit.isWhole(model))
            .isPresent();
  }

  private Map<String, Long> train(Branch branch, String fingerprint, Lease lease)
      throws IOException {
    Tracks tracks = Tracks.read(run);
    List<Assignment> rows =
        SplitFile.checked(run, experiment, tracks, branch.split(), branch.source());
    BranchProgress progress = new BranchProgress(branch.id());
    try (TrainingSet set = TrainingSet.open(run, input(branch))) {
      BranchData data = data(branch, tracks, set, rows);
      int[] predicted = Ints.concat(data.sides().validation(), data.sides().test());
      BranchModel model = branch.net().deep() ? new DeepModel() : new TableBranchModel();
      double[][] probabilities =
          model.train(data, predicted, run.model(branch.id()), progress, Interruption::asked);
      lease.check();
      writePredictions(data, predicted, probabilities);
      commit(data, fingerprint, History.read(run.model(branch.id())));
      return ImmutableMap.of(
          "train", (long) data.sides().train().length,
          "validation", (long) data.sides().validation().length,
          "test", (long) data.sides().test().length);
    } catch (TrainingStoppedException e) {
      throw new StoppedException(branch.id() + " was asked to stop", e);
    }
  }

  private BranchData data(Branch branch, Tracks tracks, TrainingSet set, List<Assignment> rows) {
    Tracks own = tracks.of(branch.source());
    List<String> genres =
        experiment.genres().isEmpty()
            ? List.copyOf(own.genres())
            : experiment.genres().stream().filter(own.genres()::contains).toList();
    int[] labels = set.keys().stream().mapToInt(key -> genres.indexOf(key.genre())).toArray();
    return new BranchData(
        branch,
        set,
        Sides.of(set.keys(), rows, branch.fold()),
        labels,
        genres,
        FeatureColumns.names(experiment, branch.features()));
  }

  private void writePredictions(BranchData data, int[] rows, double[][] probabilities)
      throws IOException {
    Path file = run.predictions(data.branch().id());
    Files.createDirectories(file.getParent());
    AtomicFiles.sweep(file);
    Path temporary = AtomicFiles.temporary(file);
    try (Table<PredictionRow>.Writer writer = PredictionRow.TABLE.write(temporary)) {
      for (int i = 0; i < rows.length; i++) {
        TrainingSet.Key key = data.set().keys().get(rows[i]);
        writer.add(
            new PredictionRow(
                key.track(),
                key.segment(),
                data.branch().fold(),
                i < data.sides().validation().length ? "validation" : "test",
                key.genre(),
                probabilities[i]));
      }
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void commit(BranchData data, String fingerprint, History history) throws IOException {
    Branch branch = data.branch();
    Split split = experiment.splits().get(branch.split());
    Path folder = run.model(branch.id());
    Json.write(
        folder.resolve(BranchFile.NAME),
        new BranchFile(
            BranchFile.FORMAT_VERSION,
            branch,
            split.protocol().name().toLowerCase(Locale.ROOT),
            Divided.protocol(split).safe(),
            data.genres(),
            experiment.audio(),
            experiment.featureSets().get(branch.features()),
            data.sides().train().length,
            data.sides().validation().length,
            data.sides().test().length,
            history.epochs(),
            history.bestEpoch(),
            Versions.all()));
    List<Part> parts = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        boolean leftover = file.getFileName().toString().startsWith("."); // of a killed attempt
        if (!leftover && !file.equals(RunDirectory.commit(folder))) {
          parts.add(Part.of(file, 0, null));
        }
      }
    }
    Json.write(RunDirectory.commit(folder), Commit.of(fingerprint, parts));
    Path checkpoints = folder.resolve("checkpoint"); // of no use any more, and large for large nets
    if (Files.isDirectory(checkpoints)) {
      MoreFiles.deleteRecursively(checkpoints, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
