package org.tonewheel.pipelines.tuning;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchSlots;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.runner.StopSignal;
import org.tonewheel.pipelines.training.TrialTraining;
import org.tonewheel.tuning.Study;

/**
 * Trains trials, each a study's name and a number; gives back the numbers of those it looked at.
 */
final class TrialFn extends DoFn<KV<String, Integer>, Integer> {
  private static final long serialVersionUID = 1L;

  /** How trials that ended are counted, as the progress line wants them. */
  static final String TRIALS = "trials";

  private final Counter trials = Metrics.counter(TrialFn.class, TRIALS);
  private final RunDirectory run;
  private transient Scratch scratch;
  private transient Experiment experiment;

  TrialFn(RunDirectory run) {
    this.run = run;
  }

  @Setup
  public void setup() throws IOException {
    experiment = RunInfo.read(run).experiment();
  }

  @ProcessElement
  public void train(
      @Element KV<String, Integer> trial, PipelineOptions options, OutputReceiver<Integer> out)
      throws Exception {
    StopSignal stop = new StopSignal();
    if (scratch == null && !StageOptions.isDirect(options)) {
      scratch = Scratch.use(run);
    }
    if (stop.getAsBoolean()) {
      throw new StoppedException("the search was asked to stop");
    }
    StudyFolder folder = new StudyFolder(run, trial.getKey());
    int number = trial.getValue();
    Study study = folder.read().orElseThrow();
    TrialRunner runner = new TrialRunner(run, experiment, stop);
    String id = "%s, trial %d".formatted(trial.getKey(), number);
    BranchOutcome outcome =
        BranchOutcome.of(
            id,
            () -> {
              train(runner, folder, study, number, options, stop);
              return new StageResult(id, StageResult.DONE, Map.of());
            });
    if (outcome.end() == BranchOutcome.End.FAILED) {
      runner.failed(folder, study, number, outcome.message());
    }
    trials.inc();
    Metrics.counter(TrialFn.class, outcome.end().counter("trained", "Trials")).inc();
    out.output(number);
  }

  private void train(
      TrialRunner runner,
      StudyFolder folder,
      Study study,
      int number,
      PipelineOptions options,
      StopSignal stop)
      throws Exception {
    TrainingLimits limits = TrainingLimits.of(options);
    Branch branch =
        TrialBranches.of(experiment, folder.study(), study.trials().get(number).values());
    BranchSlots slots = BranchSlots.OF_THIS_PROCESS;
    ComputeDevice device = branch.net().deep() ? slots.device(limits.device()) : ComputeDevice.CPU;
    BranchSlots.Need need =
        new BranchSlots.Need(
            "%s, trial %d".formatted(folder.study(), number),
            new TrialTraining(run, experiment).memory(branch),
            device);
    try (BranchSlots.Slot slot = slots.take(need, limits, stop)) {
      Objects.requireNonNull(slot); // held until the trial is trained
      runner.run(folder, study, number, limits.on(device));
    }
  }

  /** What a worker leaves on its machine; the process that ran the stage removes its own. */
  @Teardown
  public void teardown() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
  }
}
