package org.tonewheel.pipelines.modelcard;

import static org.tonewheel.pipelines.modelcard.Markdown.percent;
import static org.tonewheel.pipelines.modelcard.Markdown.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a configuration's figures do not show, or show to be weak, in plain words. */
final class Limits {
  /** Fewer clusters than these say little of how sure a figure is. */
  private static final int FEW_CLUSTERS = 30;

  /** A 95% interval of the accuracy that is wider leaves most comparisons open. */
  private static final double WIDE = 0.1;

  /** A genre that is found less often is named. */
  private static final double RARELY_FOUND = 0.5;

  private Limits() {}

  /**
   * Returns them.
   *
   * @param entry of {@code metrics.json}
   * @param judged its figures on test by what it is judged by
   * @param unit what is judged, such as {@code tracks}
   */
  static List<String> of(JsonNode entry, JsonNode judged, String unit) {
    List<String> limits = new ArrayList<>();
    if (!entry.path("safe").asBoolean()) {
      limits.add(
          "It is tested on what it has, in part, been trained on (%s): its figures say nothing of unheard %s."
              .formatted(text(entry.path("unsafe").asText()), unit));
    }
    limits.add(
        "It always answers with one of its genres, also for music of another, for speech or for noise.");
    limits.add(
        "It is tested on %s of the same source as it is trained on. Of other recordings, regions, times or labels these figures say nothing."
            .formatted(unit));
    addSureness(limits, entry, judged, unit);
    addGenres(limits, judged);
    if (entry.path("synthetic").asDouble() > 0) {
      limits.add(
          "Its training side was enlarged with synthetic examples (%s, %.0f of them)."
              .formatted(
                  text(entry.path("synthesis").asText("SMOTE")),
                  entry.path("synthetic").asDouble()));
    }
    for (JsonNode model : entry.path("models")) {
      if (model.path("ended").asText().equals("time-limit")) {
        limits.add("A time limit ended its training before its settings would have.");
        break;
      }
    }
    return limits;
  }

  private static void addSureness(
      List<String> limits, JsonNode entry, JsonNode judged, String unit) {
    JsonNode interval = judged.path("interval");
    JsonNode accuracy = interval.path("accuracy");
    if (!accuracy.isObject()) {
      limits.add("How sure its figures are is not known: there are too few %s.".formatted(unit));
    } else {
      double width = accuracy.path("high").asDouble() - accuracy.path("low").asDouble();
      if (width > WIDE) {
        limits.add(
            "Its accuracy is known to no better than %.0f points (95%% interval)."
                .formatted(100 * width));
      }
      int clusters = interval.path("clusters").asInt();
      if (clusters < FEW_CLUSTERS) {
        limits.add(
            "The test side has %d independent %ss; an interval of so few is itself unsure."
                .formatted(clusters, text(interval.path("over").asText())));
      }
    }
    if (entry.path("seeds").asInt() < 2) {
      limits.add("It was trained with one seed: how far luck moves its figures is not known.");
    }
  }

  private static void addGenres(List<String> limits, JsonNode judged) {
    List<String> weak = new ArrayList<>();
    for (JsonNode genre : judged.path("genres")) {
      if (genre.path("support").asInt() > 0 && genre.path("recall").asDouble() < RARELY_FOUND) {
        weak.add(
            "%s (%s)"
                .formatted(
                    text(genre.path("genre").asText()), percent(genre.path("recall").asDouble())));
      }
    }
    if (!weak.isEmpty()) {
      limits.add("Genres of which it finds less than half: " + String.join(", ", weak) + ".");
    }
    List<String> absent = new ArrayList<>();
    judged.path("aucLeaves").forEach(genre -> absent.add(text(genre.asText())));
    if (!absent.isEmpty()) {
      limits.add(
          "Genres that the test side lacks, or has alone: " + String.join(", ", absent) + ".");
    }
  }
}
