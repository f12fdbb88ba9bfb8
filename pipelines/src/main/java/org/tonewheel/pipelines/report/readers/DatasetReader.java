package org.tonewheel.pipelines.report.readers;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.repeats.RepeatsFile;
import org.tonewheel.pipelines.report.data.DatasetFacts;
import org.tonewheel.pipelines.report.data.Durations;
import org.tonewheel.pipelines.report.data.Overlap;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;

/** Gathers what is to be known of the data from its tracks and how splits divide them. */
final class DatasetReader {
  private final Tracks tracks;
  private final boolean ofTable;
  private final List<String> genres;
  private final Map<String, TrackRow> byId;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, String> recordings;
  private final List<Overlap> overlaps = new ArrayList<>();

  /**
   * A reader of one run.
   *
   * @param found tracks that repeat each other; null where nobody has looked
   */
  DatasetReader(Experiment experiment, Tracks tracks, List<String> genres, RepeatsFile found) {
    this.tracks = tracks;
    this.ofTable = experiment.table().isPresent();
    this.genres = genres;
    this.byId = tracks.rows().stream().collect(toMap(TrackRow::track, Function.identity()));
    this.recordings = found == null ? Map.of() : found.groups();
    experiment.splits().values().stream()
        .map(Split::group)
        .filter(Objects::nonNull)
        .forEach(columns::add);
  }

  /** Looks what a split's sides share: of every column that any split keeps whole. */
  void add(String split, List<Assignment> rows) {
    overlaps.add(Overlap.of(split, ofTable ? "rows" : "tracks", rows, track -> track));
    for (String column : columns) {
      String words = column.equals(Source.REPEAT) ? "groups of equal rows" : "groups by " + column;
      overlaps.add(Overlap.of(split, words, rows, track -> byId.get(track).groups().get(column)));
    }
    if (!recordings.isEmpty()) {
      overlaps.add(Overlap.of(split, "repeated recordings", rows, recordings::get));
    }
  }

  DatasetFacts read() {
    List<Durations> durations = new ArrayList<>();
    for (String genre : genres) {
      List<Double> seconds =
          tracks.rows().stream()
              .filter(row -> row.genre().equals(genre) && row.seconds() > 0)
              .map(TrackRow::seconds)
              .toList();
      if (!seconds.isEmpty()) {
        durations.add(Durations.of(genre, seconds));
      }
    }
    return new DatasetFacts(durations, overlaps);
  }
}
