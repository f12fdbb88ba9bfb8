package org.tonewheel.pipelines.synthesis;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.SynthesisBranch;
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

/**
 * Makes the synthetic segments of an experiment, one branch a fold, side by side. One that fails
 * does not end the others.
 */
public final class SynthesizeStage {
  public static final String NAME = "synthesize";

  private static final Logger LOG = LoggerFactory.getLogger(SynthesizeStage.class);

  private final Run run;
  private final RunDirectory directory;

  public SynthesizeStage(Run run) {
    this.run = run;
    this.directory = run.directory();
  }

  /**
   * Makes what is not made yet.
   *
   * @param chosen ids; empty: all
   * @throws StageException (99) if the experiment asks for none, (64) if it has none of those, (65)
   *     if a split breaks its promise, (78) if a GPU was asked for that is not there
   */
  public SynthesisSummary run(List<String> chosen) throws Exception {
    List<SynthesisBranch> branches = select(chosen);
    checkSplits(branches);
    PipelineRun.run(pipeline(branches), new Progress(NAME, "syntheses", branches.size()));
    Scratch.remove(directory);
    return summary(branches);
  }

  private List<SynthesisBranch> select(List<String> chosen) {
    List<SynthesisBranch> all = run.experiment().expandSynthesis();
    if (all.isEmpty()) {
      throw new StageException(
          Exit.NOT_ASKED, "no branch of the experiment asks for synthetic segments");
    }
    Set<String> unknown = new LinkedHashSet<>(chosen);
    all.forEach(branch -> unknown.remove(branch.id()));
    if (!unknown.isEmpty()) {
      throw new StageException(
          Exit.USAGE,
          "the experiment has no synthesis %s; `tonewheel synthesize --list --run=%s` shows them"
              .formatted(unknown, directory.path()));
    }
    return all.stream().filter(branch -> chosen.isEmpty() || chosen.contains(branch.id())).toList();
  }

  /** A broken promise fails the run before anything is made. */
  private void checkSplits(List<SynthesisBranch> branches) throws IOException {
    Tracks tracks = Tracks.read(directory);
    Set<List<String>> checked = new LinkedHashSet<>();
    for (SynthesisBranch branch : branches) {
      if (checked.add(List.of(branch.split(), branch.source()))) {
        SplitFile.checked(directory, run.experiment(), tracks, branch.split(), branch.source());
      }
    }
  }

  private Pipeline pipeline(List<SynthesisBranch> branches) throws IOException {
    Pipeline pipeline = Pipeline.create(run.options());
    PCollection<String> ids =
        pipeline.apply(
            "List syntheses",
            Create.of(branches.stream().map(SynthesisBranch::id).toList())
                .withCoder(StringUtf8Coder.of()));
    if (MachineHints.isDirect(run.options())) {
      // As branches are: each a bundle of its own, so that a slow one leaves no core idle.
      ids = ids.apply("Spread syntheses", Reshuffle.viaRandomKey());
    }
    ids.apply("Synthesize", ParDo.of(new SynthesizeFn(directory)).setResourceHints(hints(branches)))
        .setCoder(SerializableCoder.of(BranchOutcome.class));
    return pipeline;
  }

  private ResourceHints hints(List<SynthesisBranch> branches) throws IOException {
    boolean nets = false;
    long bytes = 0;
    for (SynthesisBranch branch : branches) {
      if (branch.settings().method().gan() && !isIn(State.DONE, branch)) {
        nets = true;
        bytes = Math.max(bytes, GanNeeds.memoryBytes(branch, run.experiment()));
      }
    }
    return MachineHints.of(run.options(), nets, bytes);
  }

  private SynthesisSummary summary(List<SynthesisBranch> branches) throws IOException {
    long done = 0;
    long failed = 0;
    for (SynthesisBranch branch : branches) {
      if (isIn(State.DONE, branch)) {
        done++;
      } else if (isIn(State.FAILED, branch)) {
        failed++;
        LOG.error("{} failed: {}", branch.id(), state(branch).orElseThrow().message());
      }
    }
    long pending = branches.size() - done - failed; // broken off, or made by another process
    Exit exit = failed > 0 ? Exit.BRANCH_FAILED : pending > 0 ? Exit.RETRY : Exit.DONE;
    return new SynthesisSummary(
        ImmutableMap.of(
            "syntheses",
            (long) branches.size(),
            "made",
            done,
            "failed",
            failed,
            "pending",
            pending),
        exit);
  }

  private boolean isIn(State wanted, SynthesisBranch branch) throws IOException {
    return state(branch).filter(state -> state.state() == wanted).isPresent();
  }

  private Optional<StageState> state(SynthesisBranch branch) throws IOException {
    return StageState.read(directory.state(branch.id()));
  }
}
