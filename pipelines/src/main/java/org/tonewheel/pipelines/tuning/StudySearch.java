package org.tonewheel.pipelines.tuning;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.KV;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.pipelines.learning.MachineHints;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Counted;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.WorkList;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.training.TrialTraining;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.StudyFile;
import org.tonewheel.tuning.StudySettings;
import org.tonewheel.tuning.TrialRecord;
import org.tonewheel.tuning.TrialState;

/**
 * The search of one study, wave after wave. A wave's trials are begun in the study's file, trained
 * by a pipeline, and added to the file in the order of their numbers.
 */
final class StudySearch {
  private final Run run;
  private final StudyPlan plan;
  private final StudyFolder folder;
  private final int trials;
  private final WaveProgress progress;
  private final Map<String, Long> counters = new HashMap<>();
  private String counting = Counters.COMMITTED;

  /**
   * A search.
   *
   * @param trials that the study is to have
   */
  StudySearch(Run run, StudyPlan plan, int trials, WaveProgress progress) {
    this.run = run;
    this.plan = plan;
    this.folder = new StudyFolder(run.directory(), plan.name());
    this.trials = trials;
    this.progress = progress;
  }

  /**
   * Searches unless that is done.
   *
   * @throws TrainingFailedException if no trial came to an end
   * @throws IOException if trials were broken off; they may be trained again
   */
  StageResult run() throws Exception {
    StudySettings settings = plan.settings(run);
    String fingerprint = settings.subject();
    Stage stage = new Stage(run.directory(), TuneStage.NAME, plan.owner(), fingerprint);
    if (Commit.isWhole(folder.root(), fingerprint) && remaining(folder, trials) > 0) {
      stage.reopen("more trials are asked for");
    }
    return stage.runPipeline(
        () -> Commit.isWhole(folder.root(), fingerprint) && remaining(folder, trials) == 0,
        lease -> search(settings, lease));
  }

  /** Trials of so many that have not ended. */
  static long remaining(StudyFolder folder, int trials) throws IOException {
    Optional<Study> study = folder.read();
    long ended = study.map(s -> s.trials().size() - s.unfinished().size()).orElse(0);
    return Math.max(0, trials - ended);
  }

  private Counted search(StudySettings settings, Lease lease) throws IOException {
    try (StudyStore store = StudyStore.open(folder, settings)) {
      List<Integer> wave = wave(store.file().study());
      while (!wave.isEmpty()) {
        lease.check();
        for (int number : wave) {
          store.file().begin(number);
        }
        store.publish();
        train(wave, settings.subject());
        lease.check();
        boolean whole = add(wave, store.file(), settings.subject());
        store.publish();
        if (!whole) {
          throw new IOException(
              "study %s: trials were broken off; the same command trains them again"
                  .formatted(plan.name()));
        }
        wave = wave(store.file().study());
      }
      return end(store.file().study(), settings.subject(), lease);
    }
  }

  /** The trials of the next wave that have not ended; none when all are done. */
  private List<Integer> wave(Study study) {
    int begun = study.trials().size();
    int first = study.unfinished().isEmpty() ? begun : study.unfinished().get(0).number();
    // what was begun is ended, though fewer trials may be asked for now
    int end = Math.min(study.waveStart(first) + plan.tuning().parallel(), Math.max(trials, begun));
    List<Integer> wave = new ArrayList<>();
    for (int number = first; number < end; number++) {
      if (number >= begun || study.trials().get(number).state() == TrialState.RUNNING) {
        wave.add(number);
      }
    }
    return wave;
  }

  private void train(List<Integer> wave, String subject) throws IOException {
    List<KV<String, Integer>> open = new ArrayList<>();
    for (int number : wave) {
      if (folder.ended(number, subject).isEmpty()) {
        open.add(KV.of(plan.name(), number));
      }
    }
    if (!open.isEmpty()) {
      Counters counted = PipelineRun.run(pipeline(open), progress);
      counted.values().forEach((name, count) -> counters.merge(name, count, Long::sum));
      counting = counted.counting();
    }
    progress.add(wave.size());
  }

  private Pipeline pipeline(List<KV<String, Integer>> open) throws IOException {
    Pipeline pipeline = Pipeline.create(run.options());
    pipeline
        .apply(
            "List trials",
            Read.from(new WorkList<>(open, KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))))
        .apply("Train trials", ParDo.of(new TrialFn(run.directory())).setResourceHints(hints()))
        .setCoder(VarIntCoder.of());
    return pipeline;
  }

  private ResourceHints hints() throws IOException {
    boolean deep = plan.example().net().deep();
    long bytes =
        deep ? new TrialTraining(run.directory(), run.experiment()).memory(plan.example()) : 0;
    return MachineHints.of(run.options(), deep, bytes);
  }

  /** Adds what the trials of a wave came to; false if one has not ended. */
  private boolean add(List<Integer> wave, StudyFile file, String subject) throws IOException {
    boolean whole = true;
    for (int number : wave) {
      Optional<TrialFile> ended = folder.ended(number, subject);
      if (ended.isEmpty()) {
        whole = false;
        continue;
      }
      add(ended.get(), file);
    }
    return whole;
  }

  private static void add(TrialFile trial, StudyFile file) throws IOException {
    int number = trial.number();
    // a search that was killed here has left some of the lines
    int known = file.study().trials().get(number).intermediate().size();
    for (int epoch = known; epoch < trial.intermediate().size(); epoch++) {
      file.report(number, epoch, trial.intermediate().get(epoch));
    }
    switch (trial.state()) {
      case COMPLETE -> file.complete(number, trial.value());
      case PRUNED -> file.prune(number);
      default -> file.fail(number, trial.message());
    }
  }

  private Counted end(Study study, String fingerprint, Lease lease) throws IOException {
    TrialRecord best =
        study
            .best()
            .orElseThrow(
                () ->
                    new TrainingFailedException(
                        "no trial of study %s is complete; the first that failed: %s"
                            .formatted(
                                plan.name(),
                                study.failures().values().stream().findFirst().orElse("none"))));
    BestFile.write(folder, run.experiment(), study, best);
    lease.check();
    Json.write(
        RunDirectory.commit(folder.root()),
        Commit.of(
            fingerprint,
            List.of(
                Part.of(folder.studyFile(), study.trials().size(), null),
                Part.of(folder.best(), 0, null))));
    FileTree.delete(folder.trials());
    return new Counted(counts(study), new Counters(counters, counting));
  }

  private static Map<String, Long> counts(Study study) {
    return ImmutableMap.of(
        "trials", (long) study.trials().size(),
        "complete", count(study, TrialState.COMPLETE),
        "pruned", count(study, TrialState.PRUNED),
        "failedTrials", count(study, TrialState.FAILED));
  }

  private static long count(Study study, TrialState state) {
    return study.trials().stream().filter(trial -> trial.state() == state).count();
  }
}
