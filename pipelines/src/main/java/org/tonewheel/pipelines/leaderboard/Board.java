package org.tonewheel.pipelines.leaderboard;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.leaderboard.RunMetrics.Entry;
import org.tonewheel.pipelines.leaderboard.RunMetrics.Level;
import org.tonewheel.pipelines.leaderboard.RunMetrics.Range;
import org.tonewheel.pipelines.report.figures.OutcomesFile;

/**
 * All runs as the page's script takes them. A run is an object, a configuration a list of values in
 * a fixed order, which {@code board.js} names, since there may be ten thousand of them; texts are
 * numbers of {@code words}.
 *
 * @param rows runs, data sets and words
 * @param experiments each resolved experiment once, as YAML
 * @param outcomes what configurations said about tracks
 */
record Board(Map<String, Object> rows, List<String> experiments, Map<String, Object> outcomes) {

  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  /** Bits of a configuration's flags. */
  private static final int BASELINE = 1;

  private static final int FAILED = 2;
  private static final int PENDING = 4;

  static Board of(List<ListedRun> runs) {
    Words words = new Words();
    Words experiments = new Words();
    Map<String, Integer> dataNumbers = new LinkedHashMap<>();
    List<Map<String, Object>> data = new ArrayList<>();
    OutcomePack pack = new OutcomePack();
    Map<String, Object> outcomes = new LinkedHashMap<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ListedRun run : runs) {
      RunMetrics metrics = run.metrics();
      List<Entry> entries =
          ImmutableList.copyOf(Iterables.concat(metrics.branches(), metrics.baselines()));
      List<String> names = entries.stream().map(Entry::branch).toList();
      int best = metrics.best() == null ? -1 : names.indexOf(metrics.best().branch());
      // runs on the same files with other genres are not of one kind
      String key = run.inputFingerprint() + "\n" + String.join("\n", metrics.genres());
      int set =
          dataNumbers.computeIfAbsent(
              key,
              unknown -> {
                data.add(
                    ImmutableMap.of(
                        "path", run.input(),
                        "fingerprint", run.inputFingerprint(),
                        "genres", metrics.genres().size()));
                return data.size() - 1;
              });
      outcomes(run, pack, names, best)
          .ifPresent(ofRun -> outcomes.put(String.valueOf(rows.size()), ofRun));
      rows.add(
          ImmutableMap.<String, Object>builder()
              .put("folder", run.folder())
              .put("experiment", words.number(run.experiment()))
              .put("data", set)
              .put("created", run.created())
              .put("commit", words.number(run.commit()))
              .put("versions", words.number(versions(run.versions())))
              .put("seed", run.seed())
              .put("tracks", metrics.counts().tracks())
              .put("segments", metrics.counts().segments())
              .put("rejected", metrics.counts().rejected())
              .put("best", best)
              .put("yaml", experiments.number(run.yaml()))
              .put(
                  "entries",
                  entries.stream()
                      .map(entry -> entry(entry, metrics.baselines().contains(entry), words))
                      .toList())
              .buildOrThrow());
    }
    return new Board(
        ImmutableMap.of("words", words.all(), "data", data, "runs", rows),
        experiments.all(),
        ImmutableMap.<String, Object>builder()
            .putAll(pack.shared())
            .put("runs", outcomes)
            .buildOrThrow());
  }

  private static Optional<Map<String, Object>> outcomes(
      ListedRun run, OutcomePack pack, List<String> names, int best) {
    OutcomesFile file = RunReading.outcomes(run.outcomes()); // one at a time: they may be large
    if (file == null) {
      return Optional.empty();
    }
    try {
      OutcomePack.OfRun of = pack.add(file, names, best);
      return Optional.of(ImmutableMap.of("values", of.values(), "leftOut", of.leftOut()));
    } catch (IllegalArgumentException e) {
      LOG.warn("run {}: {}; its tracks cannot be compared", run.folder(), e.getMessage());
      return Optional.empty();
    }
  }

  private static String versions(Map<String, String> versions) {
    return versions.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<Object> entry(Entry entry, boolean baseline, Words words) {
    Level test = entry.test() == null ? null : entry.test().judged();
    Level validation = entry.validation() == null ? null : entry.validation().judged();
    int flags =
        (baseline ? BASELINE : 0)
            + ("failed".equals(entry.state()) ? FAILED : 0)
            + ("pending".equals(entry.state()) ? PENDING : 0);
    String settings =
        entry.settings().entrySet().stream()
            .map(one -> one.getKey() + "\t" + one.getValue())
            .collect(Collectors.joining("\n"));
    return Arrays.asList(
        words.number(entry.branch()),
        words.number(entry.net()),
        words.number(entry.split()),
        words.number(entry.protocol()),
        entry.safe() ? -1 : words.number(unsafe(entry)),
        flags,
        entry.folds(),
        entry.seeds(),
        tenths(entry.epochs()),
        tenths(entry.seconds()),
        words.number(settings),
        test == null || entry.test().row() == null ? 0 : 1,
        level(test, words),
        entry.test() == null || entry.test().segment() == null
            ? null
            : level(entry.test().segment(), words),
        validation == null ? null : figure(validation.accuracy()));
  }

  /** Reports of earlier programs do not say why. */
  private static String unsafe(Entry entry) {
    return entry.unsafe() == null ? "split " + entry.split() + " leaks" : entry.unsafe();
  }

  private static List<Object> level(Level level, Words words) {
    if (level == null) {
      return null;
    }
    RunMetrics.Intervals sure = level.interval();
    return Arrays.asList(
        level.size(),
        figure(level.accuracy()),
        figure(level.f1()),
        figure(level.auc()),
        figure(level.logLoss()),
        figure(level.precision()),
        figure(level.recall()),
        range(sure == null ? null : sure.accuracy()),
        range(sure == null ? null : sure.f1()),
        sure == null ? 0 : sure.clusters(),
        sure == null ? -1 : words.number(sure.over()));
  }

  private static List<Object> range(Range range) {
    return range == null ? null : List.of(figure(range.low()), figure(range.high()));
  }

  /** Five decimals, as many as a difference of one in a hundred thousand tracks needs. */
  private static Number figure(Double value) {
    return value == null || !Double.isFinite(value) ? null : Math.round(value * 1e5) / 1e5;
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
