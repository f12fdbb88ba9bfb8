package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.features.InputSet;
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

/**
 * Makes the synthetic segments of an experiment, one branch a fold, side by side. One that fails
 * does not end the others.
 */
public final class SynthesizeStage {
  public static final String NAME = "synthesize";

  private final Run run;
  private final RunDirectory directory;
  private final BranchStates states;

  public SynthesizeStage(Run run) {
    this.run = run;
    this.directory = run.directory();
    this.states = new BranchStates(directory);
  }

  /**
   * Makes what is not made yet.
   *
   * @param chosen ids; empty: all
   * @throws StageException (99) if the experiment asks for none, (64) if it has none of those, (65)
   *     if a split breaks its promise, (78) if a GPU was asked for that is not there
   */
  public BranchSummary run(List<String> chosen) throws Exception {
    List<SynthesisBranch> branches = select(chosen);
    // a broken promise fails the run before anything is made
    SplitFile.check(
        directory,
        run.experiment(),
        branches.stream().map(branch -> new SplitFile.Use(branch.split(), branch.source())));
    List<String> ids = branches.stream().map(SynthesisBranch::id).toList();
    return new BranchesStage(directory, NAME)
        .run(
            () ->
                PipelineRun.run(
                    pipeline(branches),
                    new Progress(NAME, "syntheses", "syntheses", branches.size())),
            () -> BranchSummary.of(states, ids, "syntheses", "made"));
  }

  /**
   * An estimate of what making these segments takes beside the process, in bytes; empty while there
   * are no features.
   */
  public OptionalLong memoryBytes(SynthesisBranch branch) throws IOException {
    for (String set : branch.features()) {
      if (!Files.exists(RunDirectory.commit(InputSet.frames(set).folder(directory)))) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(SynthesisNeeds.memoryBytes(directory, run.experiment(), branch));
  }

  private List<SynthesisBranch> select(List<String> chosen) {
    List<SynthesisBranch> all = SynthesisGrid.expand(run.experiment());
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

  private Pipeline pipeline(List<SynthesisBranch> branches) throws IOException {
    Pipeline pipeline = Pipeline.create(run.options());
    List<String> ids = branches.stream().map(SynthesisBranch::id).toList();
    pipeline
        .apply("List syntheses", Read.from(new WorkList<>(ids, StringUtf8Coder.of())))
        .apply(
            "Synthesize", ParDo.of(new SynthesizeFn(directory)).setResourceHints(hints(branches)))
        .setCoder(SerializableCoder.of(BranchOutcome.class));
    return pipeline;
  }

  private ResourceHints hints(List<SynthesisBranch> branches) throws IOException {
    boolean nets = false;
    long bytes = 0;
    for (SynthesisBranch branch : branches) {
      if (branch.settings().method().gan() && !states.isIn(State.DONE, branch.id())) {
        nets = true;
        bytes = Math.max(bytes, SynthesisNeeds.memoryBytes(directory, run.experiment(), branch));
      }
    }
    return MachineHints.of(run.options(), nets, bytes);
  }
}
