package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.run.Json;

/**
 * The figures of {@code metrics.json}, as metrics by configuration. Those that cannot be believed
 * have {@code unsafe/} before their names: sorted by one name, they never stand beside others.
 *
 * @param file the whole of it; null where there is no report yet
 */
record FinalMetrics(JsonNode file) {
  static final String UNSAFE = "unsafe/";
  private static final List<String> SIDES = List.of("validation", "test", "testReal");

  static FinalMetrics read(Path file) throws IOException {
    return new FinalMetrics(Files.exists(file) ? Json.read(file, JsonNode.class) : null);
  }

  /** Metrics of each configuration, baselines too. */
  Map<String, List<TrackedMetric>> byConfiguration() {
    Map<String, List<TrackedMetric>> all = new LinkedHashMap<>();
    if (file != null) {
      for (String list : List.of("branches", "baselines")) {
        file.path(list).forEach(entry -> all.put(entry.path("branch").asText(), figures(entry)));
      }
    }
    return all;
  }

  private static List<TrackedMetric> figures(JsonNode entry) {
    List<TrackedMetric> metrics = new ArrayList<>();
    String before = entry.path("safe").asBoolean() ? "" : UNSAFE;
    for (String side : SIDES) {
      for (Map.Entry<String, JsonNode> level : entry.path(side).properties()) {
        add(metrics, before + side + "/" + level.getKey() + "/", level.getValue());
      }
    }
    metrics.add(TrackedMetric.of("training/seconds", entry.path("seconds").asDouble()));
    if (entry.path("epochs").asDouble() > 0) {
      metrics.add(TrackedMetric.of("training/epochs", entry.path("epochs").asDouble()));
    }
    return metrics;
  }

  /** Every number of a level, and both ends of its interval. */
  private static void add(List<TrackedMetric> metrics, String before, JsonNode figures) {
    for (Map.Entry<String, JsonNode> figure : figures.properties()) {
      if (figure.getValue().isNumber()) {
        metrics.add(TrackedMetric.of(before + figure.getKey(), figure.getValue().asDouble()));
      }
    }
    for (Map.Entry<String, JsonNode> interval : figures.path("interval").properties()) {
      for (String end : List.of("low", "high")) {
        JsonNode value = interval.getValue().path(end);
        if (value.isNumber()) {
          String name = before + interval.getKey() + "." + end;
          metrics.add(TrackedMetric.of(name, value.asDouble()));
        }
      }
    }
  }

  /** What of the run as a whole is to be seen: its best configuration's figures, and counts. */
  List<TrackedMetric> ofRun() {
    List<TrackedMetric> metrics = new ArrayList<>();
    if (file != null) {
      for (Map.Entry<String, JsonNode> count : file.path("counts").properties()) {
        metrics.add(TrackedMetric.of("data/" + count.getKey(), count.getValue().asDouble()));
      }
      List<TrackedMetric> best = byConfiguration().get(best().path("branch").asText());
      metrics.addAll(best == null ? List.of() : best);
    }
    return metrics;
  }

  /** Tags of the run as a whole. */
  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    if (best().isObject()) {
      tags.put("tonewheel.best", best().path("branch").asText());
      tags.put("tonewheel.protocol", best().path("protocol").asText());
      tags.put("tonewheel.safe", best().path("safe").asText());
    }
    return tags;
  }

  /** What is told of a configuration apart from its figures. */
  Map<String, String> tags(String configuration) {
    Map<String, String> tags = new TreeMap<>();
    if (file != null) {
      for (String list : List.of("branches", "baselines")) {
        for (JsonNode entry : file.path(list)) {
          if (entry.path("branch").asText().equals(configuration) && entry.hasNonNull("unsafe")) {
            tags.put("tonewheel.unsafe", entry.path("unsafe").asText());
          }
        }
      }
    }
    return tags;
  }

  private JsonNode best() {
    return file == null ? MissingNode.getInstance() : file.path("best");
  }
}
