package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.BranchNeeds;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchSlots;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.runner.StopSignal;

/** Trains families of branches, whose ids it is given in ascending order of their epochs. */
final class TrainFn extends DoFn<List<String>, BranchOutcome> {
  private static final long serialVersionUID = 1L;

  private final Counter branches = Metrics.counter(TrainFn.class, "branches");
  private final RunDirectory run;
  private transient Scratch scratch;
  private transient Experiment experiment;
  private transient Map<String, Branch> byId;

  TrainFn(RunDirectory run) {
    this.run = run;
  }

  @Setup
  public void setup() throws IOException {
    experiment = RunInfo.read(run).experiment();
    byId =
        Grid.expand(experiment).stream().collect(Collectors.toMap(Branch::id, Function.identity()));
  }

  @ProcessElement
  public void train(
      @Element List<String> family, PipelineOptions options, OutputReceiver<BranchOutcome> out)
      throws Exception {
    TrainingLimits limits = TrainingLimits.of(options);
    StopSignal stop = new StopSignal();
    if (scratch == null && !StageOptions.isDirect(options)) {
      scratch = Scratch.use(run);
    }
    BranchTrainer trainer = new BranchTrainer(run, experiment, limits, stop);
    BranchOutcome shorter = null;
    for (String id : family) {
      if (stop.getAsBoolean()) {
        throw new StoppedException("training was asked to stop");
      }
      Branch branch = byId.get(id);
      BranchOutcome outcome =
          shorter != null && shorter.end() == BranchOutcome.End.HELD && !trainer.isDone(branch)
              ? new BranchOutcome(id, BranchOutcome.End.HELD, shorter.message()) // goes on from it
              : train(trainer, branch, limits, stop);
      branches.inc();
      Metrics.counter(TrainFn.class, outcome.end().counter("trained", "Branches")).inc();
      out.output(outcome);
      shorter = outcome;
    }
  }

  /** What a worker leaves on its machine; the process that ran the stage removes its own. */
  @Teardown
  public void teardown() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
  }

  private BranchOutcome train(
      BranchTrainer trainer, Branch branch, TrainingLimits limits, StopSignal stop)
      throws Exception {
    if (trainer.isDone(branch)) {
      return trainer.train(branch, ComputeDevice.CPU); // skips it, and says so
    }
    BranchSlots slots = BranchSlots.OF_THIS_PROCESS;
    ComputeDevice device = branch.net().deep() ? slots.device(limits.device()) : ComputeDevice.CPU;
    BranchSlots.Need need =
        new BranchSlots.Need(branch.id(), memory(run, experiment, branch), device);
    return slots.during(need, limits, stop, () -> trainer.train(branch, device));
  }

  /** An estimate of what the branch's training takes beside the process, in bytes. */
  static long memory(RunDirectory run, Experiment experiment, Branch branch) throws IOException {
    long rows = TrainingSet.commit(run, input(experiment, branch)).rows();
    return BranchNeeds.of(branch, experiment, BranchInput.genres(experiment)).memoryBytes(rows);
  }

  static InputSet input(Experiment experiment, Branch branch) {
    return InputSet.of(experiment, branch.features());
  }
}
