package org.tonewheel.pipelines.training;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Families;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.MachineHints;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.PipelineRun;
import org.tonewheel.pipelines.run.Progress;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;

/** Trains an experiment's branches side by side. One that fails does not end the others. */
public final class TrainStage {
  public static final String NAME = "train";

  private static final Logger LOG = LoggerFactory.getLogger(TrainStage.class);

  private final Run run;
  private final RunDirectory directory;

  public TrainStage(Run run) {
    this.run = run;
    this.directory = run.directory();
  }

  /**
   * Trains branches that are not trained yet.
   *
   * @param chosen ids or configurations; empty: all
   * @throws StageException (99) if the experiment has no branch, (64) if it has none of those, (65)
   *     if a split breaks its promise, (78) if a GPU was asked for that is not there
   */
  public TrainingSummary run(List<String> chosen) throws Exception {
    List<Branch> branches = select(chosen);
    checkSplits(branches);
    PipelineRun.run(pipeline(branches), new Progress(NAME, "branches", branches.size()));
    Scratch.remove(directory);
    return summary(branches);
  }

  private List<Branch> select(List<String> chosen) {
    List<Branch> all = run.experiment().expand();
    if (all.isEmpty()) {
      throw new StageException(Exit.NOT_ASKED, "the experiment names no branch");
    }
    Set<String> unknown = new LinkedHashSet<>(chosen);
    List<Branch> selected =
        all.stream()
            .filter(
                branch ->
                    chosen.isEmpty()
                        || chosen.contains(branch.id())
                        || chosen.contains(branch.configuration()))
            .toList();
    for (Branch branch : selected) {
      unknown.remove(branch.id());
      unknown.remove(branch.configuration());
    }
    if (!unknown.isEmpty()) {
      throw new StageException(
          Exit.USAGE,
          "the experiment has no branch %s; `tonewheel train --list --run=%s` shows them"
              .formatted(unknown, directory.path()));
    }
    return selected;
  }

  /** A broken promise fails the run before anything is trained. */
  private void checkSplits(List<Branch> branches) throws IOException {
    Tracks tracks = Tracks.read(directory);
    Set<List<String>> checked = new LinkedHashSet<>();
    for (Branch branch : branches) {
      if (checked.add(List.of(branch.split(), branch.source()))) {
        SplitFile.checked(directory, run.experiment(), tracks, branch.split(), branch.source());
      }
    }
  }

  Pipeline pipeline(List<Branch> branches) throws IOException {
    Pipeline pipeline = Pipeline.create(run.options());
    PCollection<List<String>> ids =
        pipeline.apply(
            "List families",
            Create.of(
                    Families.of(branches).stream()
                        .map(family -> family.stream().map(Branch::id).toList())
                        .toList())
                .withCoder(ListCoder.of(StringUtf8Coder.of())));
    if (MachineHints.isDirect(run.options())) {
      // The direct runner cuts a list into runs of neighbours, one after the other on a thread, and
      // a slow one would leave the other cores idle; after this each family is a bundle. On Flink
      // it put all branches on one TaskManager.
      ids = ids.apply("Spread families", Reshuffle.viaRandomKey());
    }
    ids.apply("Train", ParDo.of(new TrainFn(directory)).setResourceHints(hints(branches)))
        .setCoder(SerializableCoder.of(BranchOutcome.class));
    return pipeline;
  }

  private ResourceHints hints(List<Branch> branches) throws IOException {
    boolean nets = false;
    long bytes = 0;
    for (Branch branch : branches) {
      if (branch.net().deep() && !isIn(State.DONE, branch)) {
        nets = true;
        bytes = Math.max(bytes, TrainFn.memory(directory, run.experiment(), branch));
      }
    }
    return MachineHints.of(run.options(), nets, bytes);
  }

  private TrainingSummary summary(List<Branch> branches) throws IOException {
    long done = 0;
    long failed = 0;
    boolean forgotten = false;
    for (Branch branch : branches) {
      if (isIn(State.DONE, branch)) {
        done++;
      } else if (isIn(State.FAILED, branch)) {
        failed++;
        LOG.error("{} failed: {}", branch.id(), state(branch).orElseThrow().message());
      } else if (branch.generator() != null
          && SyntheticSegments.find(directory, run.experiment(), branch.generator())
              instanceof SyntheticSegments.Pending pending) {
        LOG.error("{} waits: {}", branch.id(), pending.why());
        forgotten |= !pending.begun();
      }
    }
    long pending = branches.size() - done - failed; // broken off, or trained by another process
    Exit exit = pending > 0 ? Exit.RETRY : Exit.DONE;
    exit = failed > 0 ? Exit.BRANCH_FAILED : forgotten ? Exit.USAGE : exit;
    return new TrainingSummary(
        ImmutableMap.of(
            "branches",
            (long) branches.size(),
            "trained",
            done,
            "failed",
            failed,
            "pending",
            pending),
        exit);
  }

  private boolean isIn(State wanted, Branch branch) throws IOException {
    return state(branch).filter(state -> state.state() == wanted).isPresent();
  }

  private Optional<StageState> state(Branch branch) throws IOException {
    return StageState.read(directory.state(branch.id()));
  }
}
