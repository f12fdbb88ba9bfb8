package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.ColourMap;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Source;

/** What holds between picture sets, feature sets and sources, beyond the schema. */
final class PictureRules {
  private static final FieldPath SETS = FieldPath.ROOT.field("pictureSets");

  private PictureRules() {}

  /** Checks the picture sets, and fills in the colours of those that are drawn. */
  static void apply(ObjectNode experiment, Problems problems) {
    for (Map.Entry<String, JsonNode> entry : experiment.path("pictureSets").properties()) {
      FieldPath path = SETS.field(entry.getKey());
      if (!problems.within(path)) {
        ObjectNode node = (ObjectNode) entry.getValue();
        if (node.has("features")) {
          checkDrawn(node, path, experiment, problems);
        } else {
          checkGiven(node, path, experiment, problems);
        }
      }
    }
  }

  private static void checkDrawn(
      ObjectNode node, FieldPath path, ObjectNode experiment, Problems problems) {
    if (!node.has("colourMap")) {
      node.set("colourMap", Json.tree(ColourMap.MAGMA));
    }
    if (node.path("crop").asBoolean()) {
      problems.addAtKey(
          path.field("crop"),
          "is given with `features`, and what is drawn has no margins",
          "one or the other",
          "");
    }
    InputChoice sets = new InputChoice(experiment, problems, Net.Input.MEL, Optional.empty());
    sets.check(node.path("features").asText(), "a picture", path.field("features"));
  }

  private static void checkGiven(
      ObjectNode node, FieldPath path, ObjectNode experiment, Problems problems) {
    for (String ofDrawn : List.of("colourMap", "range", "top")) {
      if (node.has(ofDrawn)) {
        problems.addAtKey(
            path.field(ofDrawn), "is given without `features`", "both or neither", "");
      }
    }
    if (node.path("per").asText().equals("segment")) {
      problems.addAtKey(
          path.field("per"),
          "is given without `features`, and a file is one picture",
          "`track`",
          "");
    }
    if (!SourceRules.mayHold(experiment, Source.Content.PICTURES, problems)) {
      problems.addAtKey(
          path,
          "is of picture files, and no source holds any",
          "`features`, or a source with `content: pictures`",
          "");
    }
  }
}
