package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.learning.BranchesStage;
import org.tonewheel.pipelines.learning.MachineHints;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.Progress;
import org.tonewheel.pipelines.runner.WorkList;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;

/** Trains an experiment's branches side by side. One that fails does not end the others. */
public final class TrainStage {
  public static final String NAME = "train";

  private static final Logger LOG = LoggerFactory.getLogger(TrainStage.class);

  private final Run run;
  private final RunDirectory directory;
  private final BranchStates states;

  public TrainStage(Run run) {
    this.run = run;
    this.directory = run.directory();
    this.states = new BranchStates(directory);
  }

  /**
   * Trains branches that are not trained yet.
   *
   * @param chosen ids or configurations; empty: all
   * @throws StageException (99) if the experiment has no branch, (64) if it has none of those, (65)
   *     if a split breaks its promise, (78) if a GPU was asked for that is not there
   */
  public BranchSummary run(List<String> chosen) throws Exception {
    List<Branch> branches = select(chosen);
    // a broken promise fails the run before anything is trained
    SplitFile.check(
        directory,
        run.experiment(),
        branches.stream().map(branch -> new SplitFile.Use(branch.split(), branch.source())));
    return new BranchesStage(directory, NAME)
        .run(
            () ->
                PipelineRun.run(
                    pipeline(branches),
                    new Progress(NAME, "branches", "branches", branches.size())),
            () -> summary(branches));
  }

  /**
   * An estimate of what the branch's training takes beside the process, in bytes; empty while its
   * features are not there.
   */
  public OptionalLong memoryBytes(Branch branch) throws IOException {
    return Files.exists(
            RunDirectory.commit(TrainFn.input(run.experiment(), branch).folder(directory)))
        ? OptionalLong.of(TrainFn.memory(directory, run.experiment(), branch))
        : OptionalLong.empty();
  }

  private List<Branch> select(List<String> chosen) {
    List<Branch> all = Grid.expand(run.experiment());
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

  Pipeline pipeline(List<Branch> branches) throws IOException {
    Pipeline pipeline = Pipeline.create(run.options());
    List<List<String>> families =
        Families.of(branches).stream()
            .map(family -> family.stream().map(Branch::id).toList())
            .toList();
    pipeline
        .apply(
            "List families",
            Read.from(new WorkList<>(families, ListCoder.of(StringUtf8Coder.of()))))
        .apply("Train", ParDo.of(new TrainFn(directory)).setResourceHints(hints(branches)))
        .setCoder(SerializableCoder.of(BranchOutcome.class));
    return pipeline;
  }

  private ResourceHints hints(List<Branch> branches) throws IOException {
    boolean nets = false;
    long bytes = 0;
    for (Branch branch : branches) {
      if (branch.net().deep() && !states.isIn(State.DONE, branch.id())) {
        nets = true;
        bytes = Math.max(bytes, TrainFn.memory(directory, run.experiment(), branch));
      }
    }
    return MachineHints.of(run.options(), nets, bytes);
  }

  private BranchSummary summary(List<Branch> branches) throws IOException {
    BranchSummary summary =
        BranchSummary.of(states, branches.stream().map(Branch::id).toList(), "branches", "trained");
    boolean forgotten = waitsInVain(branches);
    return summary.exit() == Exit.RETRY && forgotten
        ? new BranchSummary(summary.counts(), Exit.USAGE)
        : summary;
  }

  /** Whether a branch waits for segments that no one has begun to make; says which wait. */
  private boolean waitsInVain(List<Branch> branches) throws IOException {
    boolean forgotten = false;
    for (Branch branch : branches) {
      if (branch.generator() != null
          && !states.isIn(State.DONE, branch.id())
          && !states.isIn(State.FAILED, branch.id())
          && SyntheticSegments.find(directory, run.experiment(), branch.generator())
              instanceof SyntheticSegments.Pending pending) {
        LOG.error("{} waits: {}", branch.id(), pending.why());
        forgotten |= !pending.begun();
      }
    }
    return forgotten;
  }
}
