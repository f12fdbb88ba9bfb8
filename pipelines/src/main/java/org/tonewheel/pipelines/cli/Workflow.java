package org.tonewheel.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.exploration.ExplorationStage;
import org.tonewheel.pipelines.features.FeaturesStage;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.leaderboard.Leaderboard;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.report.ReportStage;
import org.tonewheel.pipelines.report.figures.Verdict;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.splits.SplitsStage;
import org.tonewheel.pipelines.synthesis.SynthesizeStage;
import org.tonewheel.pipelines.tracking.Tracking;
import org.tonewheel.pipelines.training.TrainStage;
import org.tonewheel.pipelines.tuning.StudyFolder;
import org.tonewheel.pipelines.tuning.TuneStage;

/** The stages of one run in their order; each says what it did in the last line of output. */
final class Workflow {
  private final Run run;
  private final Tracking tracking;

  Workflow(Run run) {
    this(run, Tracking.none());
  }

  /**
   * The stages of a run.
   *
   * @param tracking who is told what training and report came to
   */
  Workflow(Run run, Tracking tracking) {
    this.run = run;
    this.tracking = tracking;
  }

  /** Makes the run, or finds it again. */
  static Workflow start(Path experiment, Path input, RunPlaceOptions place, PipelineOptions options)
      throws Exception {
    return start(experiment, input, place, options, Tracking.none());
  }

  /** The same, with somebody to tell. */
  static Workflow start(
      Path experiment,
      Path input,
      RunPlaceOptions place,
      PipelineOptions options,
      Tracking tracking)
      throws Exception {
    return new Workflow(new RunMaker(experiment, input, place).make(options), tracking);
  }

  /**
   * Every stage that the experiment asks for; a report even if a branch failed.
   *
   * @param tune whether studies are searched
   * @param failOnVerdict whether figures that do not pass fail the command
   */
  int all(boolean tune, boolean failOnVerdict) throws Exception {
    checkThresholds(failOnVerdict);
    if (tune && run.experiment().tuning().isEmpty()) {
      throw new StageException(Exit.NOT_ASKED, "--tune, but the experiment names no study");
    }
    new SpaceCheck(run).check();
    Map<String, Long> counts = new LinkedHashMap<>();
    StageResult ingest = new IngestStage(run).run();
    sayRejected();
    divide();
    counts.put("tracks", ingest.counts().get("tracks"));
    counts.put("rejected", ingest.counts().get("rejected"));
    boolean features =
        !run.experiment().featureSets().isEmpty() || !run.experiment().pictureSets().isEmpty();
    boolean explores = ExplorationStage.isFor(run.experiment());
    if (!features && !explores && run.experiment().specs().isEmpty()) {
      sayRejected();
      return end("run", StageResult.DONE, counts, Exit.DONE);
    }
    if (features) {
      new FeaturesStage(run).run();
    }
    if (explores) {
      new ExplorationStage(run).run();
    }
    Exit exit = Exit.DONE;
    if (!SynthesisGrid.expand(run.experiment()).isEmpty()) {
      BranchSummary made = new SynthesizeStage(run).run(List.of());
      counts.put("syntheses", made.counts().get("syntheses"));
      counts.put("made", made.counts().get("made"));
      exit = made.exit();
    }
    if (tune) {
      BranchSummary searched = search(List.of(), null);
      counts.put("studies", searched.counts().get("studies"));
      counts.put("trials", searched.counts().get("trials"));
      exit = searched.exit() == Exit.DONE ? exit : searched.exit();
    }
    if (!run.experiment().branches().isEmpty()) {
      tracking.tell(run); // a server that is not there is known before hours of training
      BranchSummary trained = new TrainStage(run).run(List.of());
      counts.putAll(trained.counts());
      exit = trained.exit() == Exit.DONE ? exit : trained.exit();
    }
    new ReportStage(run).run();
    Leaderboard.refresh(run.directory());
    tracking.tell(run);
    if (exit == Exit.DONE && features && !run.experiment().audio().keep()) {
      removeAudio();
    }
    System.err.println();
    System.err.println("Report: " + run.directory().report().resolve("index.html").toUri());
    sayRejected();
    String state = exit == Exit.DONE ? StageResult.DONE : "failed";
    return end("run", state, counts, exit(exit, failOnVerdict));
  }

  int ingest() throws Exception {
    StageResult result = new IngestStage(run).run();
    try {
      divide();
    } finally {
      sayRejected();
    }
    return end(result);
  }

  int features() throws Exception {
    StageResult result =
        run.experiment().table().isPresent()
            ? new ExplorationStage(run).run()
            : new FeaturesStage(run).run();
    sayRejected();
    return end(result);
  }

  int synthesize(List<String> chosen) throws Exception {
    BranchSummary made = new SynthesizeStage(run).run(chosen);
    String state = made.exit() == Exit.DONE ? StageResult.DONE : "failed";
    return end(SynthesizeStage.NAME, state, made.counts(), made.exit());
  }

  int train(List<String> chosen) throws Exception {
    BranchSummary trained = new TrainStage(run).run(chosen);
    tracking.tell(run);
    String state = trained.exit() == Exit.DONE ? StageResult.DONE : "failed";
    return end(TrainStage.NAME, state, trained.counts(), trained.exit());
  }

  /**
   * Searches.
   *
   * @param trials that each study is to have; null: as many as the experiment says
   */
  int tune(List<String> chosen, Integer trials) throws Exception {
    BranchSummary searched = search(chosen, trials);
    String state = searched.exit() == Exit.DONE ? StageResult.DONE : "failed";
    return end(TuneStage.NAME, state, searched.counts(), searched.exit());
  }

  /** Searches and prints what was found. */
  private BranchSummary search(List<String> chosen, Integer trials) throws IOException {
    BranchSummary searched = new TuneStage(run).run(chosen, trials);
    for (String study : new TreeSet<>(run.experiment().tuning().keySet())) {
      Path best = new StudyFolder(run.directory(), study).best();
      if ((chosen.isEmpty() || chosen.contains(study)) && Files.exists(best)) {
        System.out.print(Files.readString(best));
      }
    }
    return searched;
  }

  int report(boolean failOnVerdict) throws Exception {
    checkThresholds(failOnVerdict);
    if (ExplorationStage.isFor(run.experiment())) {
      new ExplorationStage(run).run(); // nothing, unless it was left out
    }
    StageResult result = new ReportStage(run).run();
    Leaderboard.refresh(run.directory());
    tracking.tell(run);
    sayRejected();
    return end(result.stage(), result.state(), result.counts(), exit(Exit.DONE, failOnVerdict));
  }

  /** A gate that nothing is asked of would let everything pass. */
  private void checkThresholds(boolean failOnVerdict) {
    if (failOnVerdict && run.experiment().reporting().thresholds().isEmpty()) {
      throw new StageException(
          Exit.CONFIGURATION,
          "--fail-on-verdict, but the experiment has no report.thresholds to pass");
    }
  }

  /** The exit code of a command that reported: of its verdict where nothing else went wrong. */
  private Exit exit(Exit other, boolean failOnVerdict) throws IOException {
    boolean passed =
        !failOnVerdict
            || Verdict.Outcome.PASSED.word().equals(ReportStage.verdict(run.directory()));
    return other == Exit.DONE && !passed ? Exit.VERDICT : other;
  }

  /** Without branches nothing is divided, but who takes the features is told of repeats. */
  private void divide() throws Exception {
    new SplitsStage(run).run();
  }

  /** What was left out, so far; a command's last line, for its reader may look at no other. */
  private void sayRejected() throws IOException {
    RejectSummary rejected = RejectSummary.read(run.directory(), run.info().input());
    if (rejected.inputs() > 0) {
      String unit = run.experiment().table().isPresent() ? "row" : "file";
      System.err.printf(
          "%d %s rejected (%s); see %s%n",
          rejected.inputs(),
          rejected.inputs() == 1 ? unit + " was" : unit + "s were",
          rejected.words(),
          run.directory().rejected());
    }
  }

  private void removeAudio() throws IOException {
    Path folder = run.directory().audio();
    for (Part part :
        Commit.read(RunDirectory.commit(folder))
            .orElseThrow(() -> new StageException(Exit.BAD_DATA, folder + " has no commit"))
            .parts()) {
      Files.deleteIfExists(folder.resolve(part.file()));
    }
  }

  private int end(StageResult result) throws IOException {
    return end(result.stage(), result.state(), result.counts(), Exit.DONE);
  }

  private int end(String stage, String state, Map<String, Long> counts, Exit exit)
      throws IOException {
    ImmutableMap.Builder<String, Object> line = ImmutableMap.builder();
    line.put("run", run.directory().path())
        .put("stage", stage)
        .put("state", state)
        .put("counts", counts);
    Path report = run.directory().report().resolve("index.html");
    if (Files.exists(report)) {
      if (stage.equals("run") || stage.equals(ReportStage.NAME)) {
        String verdict = ReportStage.verdict(run.directory());
        if (verdict != null) {
          line.put("verdict", verdict);
        }
      }
      line.put("report", report.toString());
    }
    System.out.println(Json.line(line.buildOrThrow()));
    return exit.code();
  }
}
