package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchSlots;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.runner.StopSignal;

/** Makes the synthetic segments of the branches whose ids it is given. */
final class SynthesizeFn extends DoFn<String, BranchOutcome> {
  private static final long serialVersionUID = 1L;

  private final Counter syntheses = Metrics.counter(SynthesizeFn.class, "syntheses");
  private final RunDirectory run;
  private transient Scratch scratch;
  private transient Experiment experiment;
  private transient Map<String, SynthesisBranch> byId;

  SynthesizeFn(RunDirectory run) {
    this.run = run;
  }

  @Setup
  public void setup() throws IOException {
    experiment = RunInfo.read(run).experiment();
    byId =
        SynthesisGrid.expand(experiment).stream()
            .collect(Collectors.toMap(SynthesisBranch::id, Function.identity()));
  }

  @ProcessElement
  public void make(@Element String id, PipelineOptions options, OutputReceiver<BranchOutcome> out)
      throws Exception {
    StopSignal stop = new StopSignal();
    if (scratch == null && !StageOptions.isDirect(options)) {
      scratch = Scratch.use(run);
    }
    if (stop.getAsBoolean()) {
      throw new StoppedException("synthesis was asked to stop");
    }
    TrainingLimits limits = TrainingLimits.of(options);
    Synthesizer synthesizer = new Synthesizer(run, experiment, limits, stop);
    BranchOutcome outcome = make(synthesizer, byId.get(id), limits, stop);
    syntheses.inc();
    Metrics.counter(SynthesizeFn.class, outcome.end().counter("made", "Syntheses")).inc();
    out.output(outcome);
  }

  /** What a worker leaves on its machine; the process that ran the stage removes its own. */
  @Teardown
  public void teardown() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
  }

  private BranchOutcome make(
      Synthesizer synthesizer, SynthesisBranch branch, TrainingLimits limits, StopSignal stop)
      throws Exception {
    if (synthesizer.isDone(branch)) {
      return synthesizer.make(branch, ComputeDevice.CPU); // skips it, and says so
    }
    BranchSlots slots = BranchSlots.OF_THIS_PROCESS;
    ComputeDevice device =
        branch.settings().method().gan() ? slots.device(limits.device()) : ComputeDevice.CPU;
    BranchSlots.Need need =
        new BranchSlots.Need(
            branch.id(), SynthesisNeeds.memoryBytes(run, experiment, branch), device);
    return slots.during(need, limits, stop, () -> synthesizer.make(branch, device));
  }
}
