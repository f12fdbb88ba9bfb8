package org.tonewheel.pipelines.tuning;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.learning.BranchesStage;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.training.TrialTraining;
import org.tonewheel.tuning.GridSampler;
import org.tonewheel.tuning.StudySettings;

/** Searches for good settings: the studies of an experiment, one after the other. */
public final class TuneStage {
  public static final String NAME = "tune";

  private static final Logger LOG = LoggerFactory.getLogger(TuneStage.class);

  private final Run run;
  private final RunDirectory directory;
  private final Experiment experiment;

  public TuneStage(Run run) {
    this.run = run;
    this.directory = run.directory();
    this.experiment = run.experiment();
  }

  /**
   * Searches, or goes on with searches.
   *
   * @param chosen names of studies; empty: all
   * @param trials that each study is to have; null: as many as the experiment says
   * @throws StageException (99) if the experiment has no study, (64) if it has none of those or
   *     what they train on is not there, (65) if a split breaks its promise, (78) if a GPU was
   *     asked for that is not there
   */
  public BranchSummary run(List<String> chosen, Integer trials) throws IOException {
    List<String> studies = select(chosen);
    for (String study : studies) {
      checkTrials(study, trials);
    }
    // a broken promise fails the stage before anything is trained
    SplitFile.check(
        directory,
        experiment,
        studies.stream()
            .map(study -> experiment.tuning().get(study).branch())
            .map(branch -> new SplitFile.Use(branch.split().get(0), branch.source())));
    return new BranchesStage(directory, NAME)
        .run(() -> search(studies, trials), () -> summary(studies));
  }

  private List<String> select(List<String> chosen) {
    Set<String> all = experiment.tuning().keySet();
    if (all.isEmpty()) {
      throw new StageException(Exit.NOT_ASKED, "the experiment names no study");
    }
    Set<String> unknown = new LinkedHashSet<>(chosen);
    unknown.removeAll(all);
    if (!unknown.isEmpty()) {
      throw new StageException(
          Exit.USAGE,
          "the experiment has no study %s; `tonewheel tune --list --run=%s` shows them"
              .formatted(unknown, directory.path()));
    }
    return all.stream().filter(name -> chosen.isEmpty() || chosen.contains(name)).sorted().toList();
  }

  private void checkTrials(String study, Integer trials) throws IOException {
    Tuning tuning = experiment.tuning().get(study);
    if (trials != null && tuning.sampler() == Tuning.Sampler.GRID) {
      StudySettings settings = StudyPlan.of(experiment, study).settings(run);
      int points = ((GridSampler) settings.sampler()).points(settings.space());
      if (trials > points) {
        throw new StageException(
            Exit.USAGE,
            "--trials is %d, but the grid of study %s has %d points"
                .formatted(trials, study, points));
      }
    }
  }

  private int trials(String study, Integer trials) {
    return trials == null ? experiment.tuning().get(study).trials() : trials;
  }

  private Counters search(List<String> studies, Integer trials) throws IOException {
    Map<String, Long> counters = new LinkedHashMap<>();
    long remaining = 0;
    for (String study : studies) {
      remaining += StudySearch.remaining(new StudyFolder(directory, study), trials(study, trials));
    }
    WaveProgress progress = new WaveProgress(remaining);
    for (String study : studies) {
      StudyPlan plan = StudyPlan.of(experiment, study);
      StudySafety safety = StudySafety.of(experiment, plan.tuning());
      if (!safety.safe()) {
        LOG.warn("study {} is UNSAFE: {}", study, safety.why());
      }
      BranchOutcome outcome =
          outcome(plan, new StudySearch(run, plan, trials(study, trials), progress));
      if (outcome.end() == BranchOutcome.End.HELD) {
        LOG.warn("{}", outcome.message());
      }
      counters.merge(outcome.end().counter("searched", "Studies"), 1L, Long::sum);
    }
    return new Counters(counters, Counters.COMMITTED);
  }

  private static BranchOutcome outcome(StudyPlan plan, StudySearch search) throws IOException {
    try {
      return BranchOutcome.of(plan.owner(), search::run);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private BranchSummary summary(List<String> studies) throws IOException {
    BranchStates states = new BranchStates(directory);
    List<String> owners = studies.stream().map(TrialBranches::owner).toList();
    BranchSummary summary = BranchSummary.of(states, owners, "studies", "searched");
    Map<String, Long> counts = new LinkedHashMap<>(summary.counts());
    for (String owner : owners) {
      Map<String, Long> own = states.of(owner).map(StageState::counts).orElse(Map.of());
      for (String count : List.of("trials", "complete", "pruned", "failedTrials")) {
        counts.merge(count, own.getOrDefault(count, 0L), Long::sum);
      }
    }
    return new BranchSummary(ImmutableMap.copyOf(counts), summary.exit());
  }

  /**
   * An estimate of what a trial's training takes beside the process, in bytes; empty while what it
   * learns from is not there.
   */
  public OptionalLong memoryBytes(String study) {
    try {
      return OptionalLong.of(
          new TrialTraining(directory, experiment).memory(TrialBranches.first(experiment, study)));
    } catch (IOException | StageException e) {
      return OptionalLong.empty();
    }
  }
}
