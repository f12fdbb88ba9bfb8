package org.tonewheel.pipelines.training;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.nets.ReorderedRows;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;
import org.tonewheel.sampling.Assignment;

/**
 * Trains a branch as the training stage does, but on the training and validation rows of its fold
 * alone: the rows that it hands to a net hold no others, so that nothing of the test side can be
 * learnt, chosen by or scaled by. This is what a search trains.
 *
 * @param run where the rows lie
 * @param experiment the run's
 */
public record TrialTraining(RunDirectory run, Experiment experiment) {

  /**
   * Trains, or goes on from a checkpoint in the directory, and predicts the validation rows.
   *
   * @param directory for checkpoints, {@code history.csv} and the model; no other training may use
   *     it meanwhile
   * @param listener told of every epoch of a net that has some; what it throws ends the training
   * @return what the model that is kept says of the validation rows, synthetic ones left out
   * @throws org.tonewheel.nets.TrainingStoppedException when {@code stop} turns true
   * @throws org.tonewheel.nets.TrainingFailedException if a loss is not finite
   * @throws TrainingDataException if nothing can be learnt from the rows
   * @throws StageException (64) if its rows are not there, (65) if its split breaks its promise
   */
  public Scores train(
      Branch branch,
      TrainingOptions options,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    Tracks tracks = Tracks.read(run);
    List<Assignment> split =
        SplitFile.checked(run, experiment, tracks, branch.split(), branch.source());
    try (TrainingSet set = TrainingSet.open(run, input(branch.features()));
        TrainingSet made =
            branch.generator() == null ? null : made(branch).open(branch.features())) {
      BranchRows rows = seen(set, Sides.of(set.keys(), split, branch.fold()));
      if (made != null) {
        rows = Enlargement.enlarge(branch, rows, made(branch), made, true);
      }
      BranchData data = BranchData.of(branch, experiment, tracks, rows);
      int[] validation = rows.sides().validation();
      if (validation.length == 0) {
        throw new TrainingDataException(
            "the validation side is empty; give it a share of the split or more tracks");
      }
      BranchModel.Trained trained =
          BranchModel.of(branch, experiment, options)
              .train(data, validation, directory, listener, stop);
      return new Scores(
          Arrays.stream(validation).map(row -> data.labels()[row]).toArray(),
          trained.probabilities());
    }
  }

  /** The rows of the training and validation sides, and no others. */
  static BranchRows seen(TrainingSet set, Sides sides) {
    int[] rows = Ints.concat(sides.train(), sides.validation());
    Arrays.sort(rows);
    Sides own =
        new Sides(places(rows, sides.train()), places(rows, sides.validation()), new int[0]);
    return new BranchRows(
        new ReorderedRows(set.values(), rows),
        Arrays.stream(rows).mapToObj(set.keys()::get).toList(),
        set.shape(),
        own,
        rows.length);
  }

  private static int[] places(int[] sorted, int[] rows) {
    return Arrays.stream(rows).map(row -> Arrays.binarySearch(sorted, row)).toArray();
  }

  private InputSet input(String features) {
    return InputSet.of(experiment, features);
  }

  private SyntheticSegments.Made made(Branch branch) throws IOException {
    SyntheticSegments synthetic = SyntheticSegments.find(run, experiment, branch.generator());
    if (synthetic instanceof SyntheticSegments.Made made) {
      return made;
    }
    throw synthetic instanceof SyntheticSegments.Pending pending
        ? new StageException(Exit.USAGE, pending.why())
        : new TrainingDataException(((SyntheticSegments.Failed) synthetic).why());
  }

  /** An estimate of what a trial's training takes beside the process, in bytes. */
  public long memory(Branch branch) throws IOException {
    return TrainFn.memory(run, experiment, branch);
  }

  /**
   * Hash of everything but its settings that the training of a branch depends on.
   *
   * @param features names of the sets that trials learn from
   * @throws StageException (64) if one is not there
   */
  public String fingerprint(Branch branch, Set<String> features) throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of("trial", BranchTrainer.version(branch.net()))
            .with("source", branch.source())
            .with("split", SplitFile.content(run, branch.split()))
            .with("genres", experiment.genres());
    for (String name : new TreeSet<>(features)) {
      fingerprint
          .with("set", name)
          .with("segments", TrainingSet.commit(run, input(name)).content());
      if (experiment.tableSets().containsKey(name)) {
        fingerprint
            .with("columns", experiment.table().orElseThrow().columns())
            .with("preparation", experiment.tableSets().get(name));
      }
    }
    if (branch.generator() != null) {
      fingerprint.with("synthesis", made(branch).fingerprint());
    }
    return fingerprint.hex();
  }
}
