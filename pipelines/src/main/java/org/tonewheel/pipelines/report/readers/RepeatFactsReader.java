package org.tonewheel.pipelines.report.readers;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.repeats.RepeatKind;
import org.tonewheel.pipelines.repeats.RepeatPair;
import org.tonewheel.pipelines.repeats.RepeatsFile;
import org.tonewheel.pipelines.report.data.RepeatFacts;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/** Gathers what is to be known of repeats from what was found and how splits divide it. */
final class RepeatFactsReader {
  private final RepeatsFile found;
  private final Map<String, String> genres;
  private final List<RepeatFacts.Parted> parted = new ArrayList<>();

  RepeatFactsReader(RepeatsFile found, Tracks tracks) {
    this.found = found;
    this.genres = tracks.rows().stream().collect(toMap(TrackRow::track, TrackRow::genre));
  }

  /** Looks how far a split puts repeats on two sides. */
  void add(String split, List<Assignment> rows) {
    Map<String, Set<Integer>> train = new HashMap<>();
    Map<String, Set<Integer>> test = new HashMap<>();
    Set<String> present = new HashSet<>();
    for (Assignment row : rows) {
      present.add(row.track());
      if (row.side() != Side.VALIDATION) {
        (row.side() == Side.TRAIN ? train : test)
            .computeIfAbsent(row.track(), track -> new HashSet<>())
            .add(row.fold());
      }
    }
    int pairs = 0;
    int leaks = 0;
    for (RepeatPair pair : found.pairs()) {
      if (present.contains(pair.track()) && present.contains(pair.repeat())) {
        pairs++;
        boolean leak =
            meet(train.get(pair.track()), test.get(pair.repeat()))
                || meet(test.get(pair.track()), train.get(pair.repeat()));
        leaks += leak ? 1 : 0;
      }
    }
    parted.add(new RepeatFacts.Parted(split, pairs, leaks));
  }

  private static boolean meet(Set<Integer> some, Set<Integer> others) {
    return some != null && others != null && some.stream().anyMatch(others::contains);
  }

  RepeatFacts read() {
    Map<String, String> groups = found.groups();
    int sets = new HashSet<>(groups.values()).size();
    return new RepeatFacts(
        found.looked().name().toLowerCase(Locale.ROOT),
        sets,
        groups.size() - sets,
        count(RepeatKind.FILE),
        count(RepeatKind.SAMPLES),
        count(RepeatKind.NEAR),
        Math.toIntExact(
            found.pairs().stream()
                .filter(pair -> !genre(pair.track()).equals(genre(pair.repeat())))
                .count()),
        found.pairs().stream().limit(RepeatFacts.MOST_PAIRS).map(this::pair).toList(),
        parted);
  }

  private int count(RepeatKind kind) {
    return Math.toIntExact(found.pairs().stream().filter(pair -> pair.kind() == kind).count());
  }

  private RepeatFacts.Pair pair(RepeatPair pair) {
    return new RepeatFacts.Pair(
        pair.track(),
        genre(pair.track()),
        pair.repeat(),
        genre(pair.repeat()),
        pair.kind().name().toLowerCase(Locale.ROOT),
        pair.offsetSeconds(),
        pair.similarity());
  }

  private String genre(String track) {
    return genres.getOrDefault(track, "");
  }
}
