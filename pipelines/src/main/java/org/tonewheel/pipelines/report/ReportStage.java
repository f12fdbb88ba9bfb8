package org.tonewheel.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.PublishedFigures;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.modelcard.ModelCards;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.OutcomesFile;
import org.tonewheel.pipelines.report.figures.WorstTracks;
import org.tonewheel.pipelines.report.readers.EarlierRunReader;
import org.tonewheel.pipelines.report.readers.RunReader;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Tracks;

/** The last stage: evaluates what is trained so far, and writes the page and the figures. */
public final class ReportStage {
  public static final String NAME = "report";

  /** The file with the figures, beside the page. */
  public static final String METRICS = "metrics.json";

  /** Grows when the same predictions give another report than before. */
  private static final int REPORT_VERSION = 7;

  /** Of tracks that were named wrongly, so many are shown as pictures: about 7 KB each. */
  private static final int PICTURED = 48;

  private final Run run;
  private final RunDirectory directory;

  public ReportStage(Run run) {
    this.run = run;
    this.directory = run.directory();
  }

  /**
   * Writes the report; branches that are not trained are shown as such.
   *
   * @throws org.tonewheel.pipelines.run.StageException (64) before ingest
   */
  public StageResult run() throws Exception {
    Path page = directory.report().resolve("index.html");
    Path metrics = directory.report().resolve(METRICS);
    Path outcomes = directory.report().resolve(OutcomesFile.NAME);
    return new Stage(directory, NAME, fingerprint())
        .run(
            () -> Files.exists(page) && Files.exists(metrics) && Files.exists(outcomes),
            lease -> {
              RunReader reader = new RunReader(run);
              ReportData read = reader.read();
              ReportData data =
                  read.withPictures(reader.pictures(WorstTracks.named(read, PICTURED)));
              lease.check();
              Report.write(data, directory.report());
              ModelCards.write(run);
              return counts(data);
            });
  }

  /**
   * Reads from the report that is there whether figures reach what the experiment asks for.
   *
   * @return {@code passed}, {@code failed} or {@code undecided}; null where nothing is asked for
   */
  public static String verdict(RunDirectory directory) throws IOException {
    return Json.read(directory.report().resolve(METRICS), JsonNode.class)
        .path("verdict")
        .path("outcome")
        .asText(null);
  }

  private String fingerprint() throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of(NAME, REPORT_VERSION)
            .with("tracks", Tracks.commit(directory).fingerprint())
            .with("versions", run.info().versions())
            .with("published", published())
            .with("report", run.experiment().reporting())
            .with("earlier", EarlierRunReader.hashes(directory, run.experiment()))
            .with("exploration", exploration())
            .with("rejected", Rejects.content(directory))
            .with("repeats", repeats());
    for (Branch branch : Grid.expand(run.experiment())) {
      StageState state = StageState.read(directory.state(branch.id())).orElse(null);
      Commit commit = Commit.read(RunDirectory.commit(directory.model(branch.id()))).orElse(null);
      fingerprint
          .with("branch", branch.id())
          .with("state", state == null ? "none" : state.state().name())
          .with("model", commit == null ? "none" : commit.fingerprint())
          // under a larger time limit the same branch may have become another model
          .with("files", commit == null ? "none" : commit.content());
    }
    for (SynthesisBranch branch : SynthesisGrid.expand(run.experiment())) {
      StageState state = StageState.read(directory.state(branch.id())).orElse(null);
      Commit commit =
          Commit.read(RunDirectory.commit(directory.synthetic(branch.id()))).orElse(null);
      fingerprint
          .with("synthesis", branch.id())
          .with("state", state == null ? "none" : state.state().name())
          .with("made", commit == null ? "none" : commit.fingerprint())
          .with("files", commit == null ? "none" : commit.content());
    }
    for (String study : new TreeSet<>(run.experiment().tuning().keySet())) {
      StageState state = StageState.read(directory.state(TrialBranches.owner(study))).orElse(null);
      Commit commit = Commit.read(RunDirectory.commit(directory.tuning(study))).orElse(null);
      fingerprint
          .with("study", study)
          .with("state", state == null ? "none" : state.state().name())
          .with("trials", commit == null ? "none" : commit.content());
    }
    return fingerprint.hex();
  }

  /** They may be added to a run that is done. */
  private List<List<PublishedFigures>> published() {
    return run.experiment().branches().stream().map(BranchSpec::published).toList();
  }

  private String exploration() throws IOException {
    return Commit.read(RunDirectory.commit(directory.exploration()))
        .map(Commit::fingerprint)
        .orElse("none");
  }

  private String repeats() throws IOException {
    return Commit.read(RunDirectory.commit(directory.repeats()))
        .map(Commit::fingerprint)
        .orElse("none");
  }

  private static Map<String, Long> counts(ReportData data) {
    return ImmutableMap.of(
        "tracks", (long) data.tracks(),
        "segments", (long) data.segments(),
        "rejected", data.rejected().inputs(),
        "branches", (long) data.branches().size());
  }
}
