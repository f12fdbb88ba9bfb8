package org.tonewheel.pipelines.report.readers;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.report.data.TableFacts;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.training.BranchFile;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;
import org.tonewheel.table.RepeatFigures;
import org.tonewheel.table.RepeatOverlap;
import org.tonewheel.table.RepeatTally;

/** Gathers what is to be known of a run's table from what ingest, splits and training left. */
final class TableFactsReader {
  private static final String INGEST = "ingest";

  private final RunDirectory run;
  private final Experiment experiment;
  private final Tracks tracks;
  private final Map<String, TrackRow> byId;
  private final List<TableFacts.Overlap> overlaps = new ArrayList<>();

  TableFactsReader(RunDirectory run, Experiment experiment, Tracks tracks) {
    this.run = run;
    this.experiment = experiment;
    this.tracks = tracks;
    this.byId =
        tracks.rows().stream().collect(toImmutableMap(TrackRow::track, Function.identity()));
  }

  /** Looks how far a split puts equal rows on both sides. */
  void add(String split, List<Assignment> rows) {
    Map<Integer, RepeatTally> train = new LinkedHashMap<>();
    Map<Integer, RepeatTally> test = new LinkedHashMap<>();
    for (Assignment row : rows) {
      TrackRow track = byId.get(row.track());
      if (row.side() != Side.VALIDATION) {
        (row.side() == Side.TRAIN ? train : test)
            .computeIfAbsent(row.fold(), fold -> new RepeatTally())
            .add(track.sha256(), track.genre());
      }
    }
    long tested = 0;
    long seen = 0;
    long labelSeen = 0;
    double recalled = 0;
    for (Map.Entry<Integer, RepeatTally> fold : test.entrySet()) {
      RepeatOverlap overlap = train.get(fold.getKey()).overlap(fold.getValue());
      tested += overlap.rows();
      seen += overlap.seen();
      labelSeen += overlap.labelSeen();
      recalled += overlap.recalled();
    }
    overlaps.add(
        new TableFacts.Overlap(split, tested, seen, labelSeen, seen == 0 ? null : recalled / seen));
  }

  TableFacts read() throws IOException {
    Map<String, Long> counts =
        StageState.read(run.state(INGEST)).map(StageState::counts).orElse(Map.of());
    RepeatTally tally = new RepeatTally();
    tracks.rows().forEach(row -> tally.add(row.sha256(), row.genre()));
    RepeatFigures repeats = tally.figures();
    return new TableFacts(
        counts.getOrDefault("rows", 0L),
        counts.getOrDefault("blank", 0L),
        counts.getOrDefault("otherGenres", 0L),
        tracks.rows().size(),
        columns(counts),
        repeats.repeated(),
        repeats.contradictory(),
        repeats.ceiling(),
        overlaps,
        smote());
  }

  private static List<TableFacts.Column> columns(Map<String, Long> counts) {
    Set<String> names = new TreeSet<>();
    for (String kind : List.of("missing.", "outOfBounds.", "clipped.", "unknown.")) {
      counts.keySet().stream()
          .filter(key -> key.startsWith(kind))
          .forEach(key -> names.add(key.substring(kind.length())));
    }
    return names.stream()
        .map(
            name ->
                new TableFacts.Column(
                    name,
                    counts.getOrDefault("missing." + name, 0L),
                    counts.getOrDefault("outOfBounds." + name, 0L),
                    counts.getOrDefault("clipped." + name, 0L),
                    counts.getOrDefault("unknown." + name, 0L)))
        .toList();
  }

  private List<TableFacts.Smote> smote() throws IOException {
    Map<String, List<BranchFile>> byConfiguration = new LinkedHashMap<>();
    for (Branch branch : Grid.expand(experiment)) {
      Optional<BranchFile> file =
          RowOptions.of(branch).smote()
              ? BranchFile.read(run.model(branch.id()))
              : Optional.empty();
      if (file.isPresent() && file.get().synthetic() != null) {
        byConfiguration
            .computeIfAbsent(branch.configuration(), any -> new ArrayList<>())
            .add(file.get());
      }
    }
    List<TableFacts.Smote> smote = new ArrayList<>();
    byConfiguration.forEach(
        (configuration, files) -> {
          double added = files.stream().mapToInt(BranchFile::synthetic).average().orElse(0);
          double all = files.stream().mapToInt(BranchFile::trainSegments).average().orElse(0);
          smote.add(new TableFacts.Smote(configuration, added, all - added));
        });
    return smote;
  }
}
