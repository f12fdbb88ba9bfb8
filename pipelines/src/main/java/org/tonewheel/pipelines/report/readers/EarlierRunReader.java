package org.tonewheel.pipelines.report.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.report.data.EarlierRun;
import org.tonewheel.pipelines.report.data.Figure;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Reads the {@code metrics.json} of runs that thresholds name, of this format or an earlier one.
 * One that cannot be read leaves thresholds undecided, and the report is made all the same.
 */
public final class EarlierRunReader {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierRunReader.class);

  /** Of a metrics.json; those of large experiments have half a megabyte. */
  private static final long LARGEST_BYTES = 64L << 20;

  private static final String METRICS = "metrics.json";

  private EarlierRunReader() {}

  /** Returns every run that the experiment's thresholds name, by what they call it. */
  static Map<String, EarlierRun> read(RunDirectory run, Experiment experiment) {
    Map<String, EarlierRun> runs = new LinkedHashMap<>();
    for (String name : names(experiment)) {
      try {
        Path file = file(run, name);
        if (Files.size(file) > LARGEST_BYTES) {
          throw new CorruptRunException(file + " is larger than any report writes", null);
        }
        runs.put(name, read(Json.read(file, JsonNode.class)));
      } catch (NoSuchFileException e) {
        LOG.warn("thresholds against {} stay undecided: there is no {}", name, e.getMessage());
        runs.put(name, EarlierRun.unknown("there is no report of it"));
      } catch (IOException | RuntimeException e) {
        LOG.warn("thresholds against {} stay undecided: {}", name, e.getMessage());
        runs.put(name, EarlierRun.unknown("its report cannot be read"));
      }
    }
    return runs;
  }

  /** Returns a hash of each file that would be read, by name; {@code none} where there is none. */
  public static Map<String, String> hashes(RunDirectory run, Experiment experiment) {
    Map<String, String> hashes = new TreeMap<>();
    for (String name : names(experiment)) {
      try {
        byte[] content = Files.readAllBytes(file(run, name));
        hashes.put(name, Hashing.sha256().hashBytes(content).toString());
      } catch (IOException | InvalidPathException e) {
        hashes.put(name, "none");
      }
    }
    return hashes;
  }

  private static List<String> names(Experiment experiment) {
    return experiment.reporting().thresholds().stream()
        .filter(Threshold::ofEarlierRun)
        .map(Threshold::against)
        .distinct()
        .toList();
  }

  private static Path file(RunDirectory run, String name) throws IOException {
    Path own = run.report().resolve(METRICS);
    Path named = name.contains("://") ? Storage.path(name) : run.root().resolveSibling(name);
    Path file = named.endsWith(METRICS) ? named : RunDirectory.at(named).report().resolve(METRICS);
    if (file.toAbsolutePath().normalize().equals(own)) {
      throw new NoSuchFileException("run before this one: it is this one");
    }
    return file;
  }

  private static EarlierRun read(JsonNode metrics) {
    List<String> genres = new ArrayList<>();
    metrics.path("genres").forEach(genre -> genres.add(genre.asText()));
    List<EarlierRun.Entry> entries = new ArrayList<>();
    for (String list : List.of("branches", "baselines")) {
      for (JsonNode entry : metrics.path(list)) {
        if (entry.path("test").isObject()) {
          entries.add(
              new EarlierRun.Entry(
                  entry.path("branch").asText(),
                  entry.path("protocol").asText(),
                  levels(entry.path("test"))));
        }
      }
    }
    return new EarlierRun(
        null,
        metrics.path("run").asText(),
        genres,
        metrics.path("best").path("branch").asText(null),
        entries);
  }

  private static Map<Threshold.Level, Map<Threshold.Metric, Figure>> levels(JsonNode test) {
    Map<Threshold.Level, Map<Threshold.Metric, Figure>> levels =
        new EnumMap<>(Threshold.Level.class);
    for (Threshold.Level level : Threshold.Level.values()) {
      JsonNode figures = test.path(level.word());
      Map<Threshold.Metric, Figure> byMetric = new EnumMap<>(Threshold.Metric.class);
      for (Threshold.Metric metric : Threshold.Metric.values()) {
        JsonNode value = figures.path(metric.word());
        JsonNode interval = figures.path("interval").path(metric.word());
        if (value.isNumber()) {
          byMetric.put(
              metric,
              new Figure(
                  value.asDouble(),
                  interval.path("low").isNumber() && interval.path("high").isNumber()
                      ? new Interval(
                          interval.path("low").asDouble(), interval.path("high").asDouble())
                      : null));
        }
      }
      if (!byMetric.isEmpty()) {
        levels.put(level, byMetric);
      }
    }
    return levels;
  }
}
