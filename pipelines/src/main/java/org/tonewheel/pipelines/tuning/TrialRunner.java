package org.tonewheel.pipelines.tuning;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.training.TrialTraining;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialRecord;
import org.tonewheel.tuning.TrialState;

/**
 * Trains one trial of a study, knowing nothing of Beam, and leaves what it came to. It may be
 * called again and again: a trial that has ended is left alone, one that was broken off goes on
 * from its checkpoint, or from the beginning if its net leaves none, and comes to the same.
 */
final class TrialRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRunner.class);

  private final RunDirectory run;
  private final Experiment experiment;
  private final BooleanSupplier stop;

  /**
   * A runner of a run's trials.
   *
   * @param stop asked again and again; once true, training saves and ends
   */
  TrialRunner(RunDirectory run, Experiment experiment, BooleanSupplier stop) {
    this.run = run;
    this.experiment = experiment;
    this.stop = stop;
  }

  /**
   * Trains it.
   *
   * @param study as it stood when the trial's wave began
   * @return how it ended
   * @throws StoppedException if the process was asked to stop
   * @throws org.tonewheel.pipelines.run.LeaseHeldException if another process is at it
   */
  TrialState run(StudyFolder folder, Study study, int number, TrainingOptions options)
      throws IOException, InterruptedException {
    String subject = study.settings().subject();
    Optional<TrialFile> ended = folder.ended(number, subject);
    if (ended.isPresent()) {
      return ended.get().state();
    }
    try (Lease lease = Lease.takeWhenSilent(folder.lease(number))) {
      ended = folder.ended(number, subject);
      if (ended.isPresent()) {
        return ended.get().state();
      }
      TrialFile result = train(folder, study, number, options);
      lease.check();
      Json.write(folder.result(number), result);
      FileTree.delete(folder.work(number));
      say(folder, result);
      return result.state();
    } catch (TrainingStoppedException e) {
      throw new StoppedException(
          "trial %d of %s was asked to stop".formatted(number, folder.study()), e);
    }
  }

  private TrialFile train(StudyFolder folder, Study study, int number, TrainingOptions options)
      throws IOException {
    Stopwatch clock = Stopwatch.createStarted();
    Tuning tuning = experiment.tuning().get(folder.study());
    Branch branch =
        TrialBranches.of(experiment, folder.study(), study.trials().get(number).values());
    EpochWatch watch = new EpochWatch(study, number, tuning.objective(), branch.epochs());
    Path work = folder.work(number);
    try {
      if (branch.net().deep()) { // others begin anew
        watch.replay(work);
      }
      double value =
          Judged.value(
              tuning.objective(),
              new TrialTraining(run, experiment).train(branch, options, work, watch, stop));
      if (!Double.isFinite(value)) {
        throw new TrainingFailedException(tuning.objective().words() + " is " + value);
      }
      return file(study, watch.trial(), TrialState.COMPLETE, value, null, clock);
    } catch (TrialPrunedException e) {
      return file(study, watch.trial(), TrialState.PRUNED, null, null, clock);
    } catch (TrainingFailedException e) {
      return file(study, watch.trial(), TrialState.FAILED, null, e.getMessage(), clock);
    }
  }

  /** Notes that a trial failed for good, for a reason that lies outside of its epochs. */
  void failed(StudyFolder folder, Study study, int number, String why) throws IOException {
    TrialRecord trial = study.trials().get(number).asRunning();
    TrialFile result =
        file(study, trial, TrialState.FAILED, null, why, Stopwatch.createUnstarted());
    Json.write(folder.result(number), result);
    FileTree.delete(folder.work(number));
    say(folder, result);
  }

  private static TrialFile file(
      Study study, TrialRecord trial, TrialState state, Double value, String why, Stopwatch clock) {
    return new TrialFile(
        TrialFile.FORMAT_VERSION,
        study.settings().subject(),
        trial.number(),
        state,
        List.copyOf(trial.intermediate()),
        value,
        why,
        clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
  }

  private void say(StudyFolder folder, TrialFile result) {
    Tuning tuning = experiment.tuning().get(folder.study());
    String what =
        switch (result.state()) {
          case COMPLETE ->
              String.format(Locale.ROOT, "%s %.4f", tuning.objective().words(), result.value());
          case PRUNED -> "pruned after epoch " + result.intermediate().size();
          default -> "failed: " + result.message();
        };
    LOG.info("study {}, trial {}: {}", folder.study(), result.number(), what);
  }
}
