package org.tonewheel.pipelines.report.readers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.file.LoadedExperiment;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.exploration.ExplorationFigures;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.repeats.RepeatsFile;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.Judging;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.StageTiming;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.Divided;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.TrackEntry;

/** Reads from a run directory all that its report is made from. */
public final class RunReader {
  private final RunDirectory directory;
  private final RunInfo info;
  private final Experiment experiment;
  private final Tracks tracks;
  private final List<String> genres;

  /**
   * Reads the run's tracks, which all else is told by.
   *
   * @throws org.tonewheel.pipelines.run.StageException (64) before ingest
   * @throws IOException if a file of the run cannot be read
   */
  public RunReader(Run run) throws IOException {
    this.directory = run.directory();
    this.info = run.info();
    this.experiment = run.experiment();
    this.tracks = Tracks.read(directory);
    this.genres =
        experiment.genres().isEmpty() ? List.copyOf(tracks.genres()) : experiment.genres();
  }

  /**
   * Reads what the run holds so far; what is not made yet is pending in it.
   *
   * @throws IOException if a file of the run cannot be read
   */
  public ReportData read() throws IOException {
    List<BranchData> branches = new ArrayList<>();
    BranchReader reader = new BranchReader(directory, experiment, genres);
    for (Branch branch : Grid.expand(experiment)) {
      branches.add(reader.read(branch));
    }
    List<SplitData> splits = new ArrayList<>();
    TableFactsReader table =
        experiment.table().isPresent() ? new TableFactsReader(directory, experiment, tracks) : null;
    RepeatsFile found = RepeatsFile.read(directory).orElse(null);
    RepeatFactsReader repeats = found == null ? null : new RepeatFactsReader(found, tracks);
    DatasetReader dataset = new DatasetReader(experiment, tracks, genres, found);
    for (Map.Entry<String, Set<String>> split : Divided.sources(experiment).entrySet()) {
      List<TrackEntry> entries = new ArrayList<>();
      List<Assignment> rows = new ArrayList<>();
      for (String source : split.getValue()) {
        Split settings = experiment.splits().get(split.getKey());
        List<TrackEntry> own = Divided.tracks(experiment, settings, tracks, source);
        List<Assignment> assigned =
            SplitFile.checked(directory, experiment, tracks, split.getKey(), source);
        String name = experiment.sources().size() > 1 ? "dummy-" + source : "dummy";
        branches.addAll(
            new DummyBaseline(name, split.getKey(), experiment.seed(), genres)
                .predict(own, assigned));
        entries.addAll(SplitFile.joined(directory, tracks, source, own));
        rows.addAll(assigned);
      }
      if (table != null) {
        table.add(split.getKey(), rows);
      }
      if (repeats != null) {
        repeats.add(split.getKey(), rows);
      }
      dataset.add(split.getKey(), rows);
      Split settings = experiment.splits().get(split.getKey());
      splits.add(
          SplitData.of(
              split.getKey(), Divided.protocol(settings), settings.group(), genres, entries, rows));
    }
    return new ReportData(
        experiment.name(),
        new LoadedExperiment(Path.of("experiment.yaml"), experiment).resolvedYaml(),
        directory.name(),
        info.input(),
        info.inputFingerprint(),
        info.seed(),
        info.commit(),
        info.versions(),
        info.machine(),
        command(),
        timings(),
        tracks.rows().size(),
        rows(experiment.featureSets().keySet(), directory::segments),
        rows(experiment.pictureSets().keySet(), directory::images),
        RejectSummary.read(directory, info.input()),
        genres,
        splits,
        branches,
        experiment.synthesis().admit(),
        synthetic(),
        new StudyReader(directory, experiment).read(),
        table == null ? null : table.read(),
        ExplorationFigures.read(directory).orElse(null),
        repeats == null ? null : repeats.read(),
        new Judging(experiment.reporting(), EarlierRunReader.read(directory, experiment)),
        dataset.read(),
        null);
  }

  /**
   * Draws one track of each genre, and these.
   *
   * @param named ids of tracks; those that the run has neither samples nor a picture of are left
   *     out
   */
  public TrackPictures pictures(Collection<String> named) throws IOException {
    return new TrackPictureReader(directory, experiment).read(tracks, genres, named);
  }

  /** Every synthesis, of which the first of a set and split with its pictures. */
  private List<SyntheticData> synthetic() throws IOException {
    SyntheticReader reader = new SyntheticReader(directory);
    List<SyntheticData> synthetic = new ArrayList<>();
    Set<List<Object>> pictured = new HashSet<>();
    for (SynthesisBranch branch : SynthesisGrid.expand(experiment)) {
      List<Object> alike =
          List.of(branch.set(), branch.source(), branch.features(), branch.split());
      SyntheticData data = reader.read(branch, !pictured.contains(alike));
      if (!data.samples().isEmpty()) {
        pictured.add(alike);
      }
      synthetic.add(data);
    }
    return synthetic;
  }

  private List<StageTiming> timings() throws IOException {
    List<StageTiming> timings = new ArrayList<>();
    for (String stage : List.of("ingest", "splits", "features")) {
      StageState.read(directory.state(stage))
          .ifPresent(state -> timings.add(new StageTiming(stage, state.seconds())));
    }
    double synthesis = 0;
    for (SynthesisBranch branch : SynthesisGrid.expand(experiment)) {
      synthesis +=
          StageState.read(directory.state(branch.id())).map(StageState::seconds).orElse(0.0);
    }
    if (synthesis > 0) {
      timings.add(new StageTiming("synthesize (sum of sets)", synthesis));
    }
    double tuning = 0;
    for (String study : experiment.tuning().keySet()) {
      tuning +=
          StageState.read(directory.state(TrialBranches.owner(study)))
              .map(StageState::seconds)
              .orElse(0.0);
    }
    if (tuning > 0) {
      timings.add(new StageTiming("tune (sum of studies)", tuning));
    }
    double training = 0;
    for (Branch branch : Grid.expand(experiment)) {
      training +=
          StageState.read(directory.state(branch.id())).map(StageState::seconds).orElse(0.0);
    }
    if (training > 0) {
      timings.add(new StageTiming("train (sum of branches)", training));
    }
    return timings;
  }

  /** Rows of the largest of those sets that are there. */
  private static int rows(Set<String> sets, Function<String, Path> folder) throws IOException {
    long most = 0;
    for (String set : sets) {
      long rows = Commit.read(RunDirectory.commit(folder.apply(set))).map(Commit::rows).orElse(0L);
      most = Math.max(most, rows);
    }
    return Math.toIntExact(most);
  }

  /** As a shell takes it: what has a space or another special character is quoted. */
  private String command() {
    return String.join(
        " ",
        info.command().stream()
            .map(
                word ->
                    word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .toList());
  }
}
