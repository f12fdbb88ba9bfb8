package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.table.NearName;

/** What holds for the genres and for the tracks that are left out or relabelled. */
final class TrackRules {
  private TrackRules() {}

  static void apply(ObjectNode experiment, Problems problems) {
    FieldPath genres = FieldPath.ROOT.field("genres");
    FieldPath relabel = FieldPath.ROOT.field("relabel");
    if (problems.within(genres) || problems.within(relabel)) {
      return;
    }
    Map<String, Integer> order = unique(experiment.path("genres"), "", genres, problems);
    if (order.size() == 1) {
      problems.add(genres, "one genre alone leaves nothing to classify", "two or more, or none");
    }
    FieldPath exclude = FieldPath.ROOT.field("exclude");
    if (!problems.within(exclude)) {
      unique(experiment.path("exclude"), "", exclude, problems);
      for (int i = 0; i < experiment.path("exclude").size(); i++) {
        Globs.check(experiment.path("exclude").get(i).asText(), exclude.item(i), problems);
      }
    }
    unique(experiment.path("relabel"), "track", relabel, problems);
    for (int i = 0; i < experiment.path("relabel").size() && !order.isEmpty(); i++) {
      String genre = experiment.path("relabel").path(i).path("genre").asText();
      if (!order.containsKey(genre)) {
        problems.add(
            relabel.item(i).field("genre"),
            "`" + genre + "` is not among the genres",
            "one of " + Expectation.quoted(order.keySet()),
            NearName.hint(genre, order.keySet()));
      }
    }
  }

  private static Map<String, Integer> unique(
      JsonNode list, String field, FieldPath path, Problems problems) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      String text = (field.isEmpty() ? list.get(i) : list.get(i).path(field)).asText();
      Integer first = seen.putIfAbsent(text, i);
      if (text.isBlank()) {
        problems.add(path.item(i), "is empty", "text that is not empty");
      } else if (first != null) {
        problems.add(path.item(i), "`" + text + "` stands at " + path.item(first) + " too", "");
      }
    }
    return seen;
  }
}
