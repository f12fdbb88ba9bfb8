package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StoppedException;

/** Trains the branches whose ids it is given. */
final class TrainFn extends DoFn<String, BranchOutcome> {
  private static final long serialVersionUID = 1L;

  private final Counter branches = Metrics.counter(TrainFn.class, "branches");
  private final Counter failed = Metrics.counter(TrainFn.class, "failedBranches");
  private final RunDirectory run;
  private transient BranchTrainer trainer;
  private transient Map<String, Branch> byId;

  TrainFn(RunDirectory run) {
    this.run = run;
  }

  @Setup
  public void setup() throws IOException {
    RunInfo info = RunInfo.read(run);
    trainer = new BranchTrainer(run, info.experiment());
    byId =
        info.experiment().expand().stream()
            .collect(Collectors.toMap(Branch::id, Function.identity()));
  }

  @ProcessElement
  public void train(@Element String id, OutputReceiver<BranchOutcome> out) throws Exception {
    if (Interruption.asked()) {
      throw new StoppedException("training was asked to stop");
    }
    BranchOutcome outcome = trainer.train(byId.get(id));
    branches.inc();
    failed.inc(outcome.end() == BranchOutcome.End.FAILED ? 1 : 0);
    out.output(outcome);
  }
}
