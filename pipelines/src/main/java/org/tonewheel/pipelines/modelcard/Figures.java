package org.tonewheel.pipelines.modelcard;

import static org.tonewheel.pipelines.modelcard.Markdown.percent;
import static org.tonewheel.pipelines.modelcard.Markdown.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of {@code metrics.json} as rows of tables. */
final class Figures {
  static final List<String> LEVELS =
      List.of("by", "accuracy", "precision", "recall", "F1", "AUC", "log loss", "examples");

  private static final Map<String, String> SHARES =
      ImmutableMap.of(
          "accuracy", "accuracy",
          "precision", "precision",
          "recall", "recall",
          "f1", "F1",
          "auc", "AUC");

  private Figures() {}

  /** The figures that a configuration is judged by: of tracks, or of a table's rows. */
  static JsonNode judged(JsonNode side) {
    return side.has("track") ? side.path("track") : side.path("row");
  }

  /** A row a level, with 95% intervals where there are some. */
  static List<List<String>> levels(JsonNode side) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> level : side.properties()) {
      JsonNode figures = level.getValue();
      List<String> row = new ArrayList<>();
      row.add(level.getKey());
      SHARES.keySet().forEach(figure -> row.add(share(figures, figure)));
      row.add(logLoss(figures));
      row.add(figures.path("size").asText());
      rows.add(row);
    }
    return rows;
  }

  /** A share of 1 in percent, with its interval. */
  static String share(JsonNode figures, String figure) {
    JsonNode value = figures.path(figure);
    if (!value.isNumber()) {
      return "none";
    }
    JsonNode interval = figures.path("interval").path(figure);
    return interval.isObject()
        ? "%s (%.1f to %.1f)"
            .formatted(
                percent(value.asDouble()),
                100 * interval.path("low").asDouble(),
                100 * interval.path("high").asDouble())
        : percent(value.asDouble());
  }

  private static String logLoss(JsonNode figures) {
    return String.format(Locale.ROOT, "%.3f", figures.path("logLoss").asDouble());
  }

  /** A row a genre. */
  static List<List<String>> genres(JsonNode figures) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode genre : figures.path("genres")) {
      rows.add(
          List.of(
              text(genre.path("genre").asText()),
              share(genre, "precision"),
              share(genre, "recall"),
              share(genre, "f1"),
              share(genre, "auc"),
              genre.path("support").asText()));
    }
    return rows;
  }
}
