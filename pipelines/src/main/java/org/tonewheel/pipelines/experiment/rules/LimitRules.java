package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;

/** What holds between the limits on a file, beyond the schema. */
final class LimitRules {
  private LimitRules() {}

  static void apply(ObjectNode experiment, Problems problems) {
    FieldPath path = FieldPath.ROOT.field("audio").field("limits");
    if (problems.within(path)) {
      return;
    }
    JsonNode limits = experiment.path("audio").path("limits");
    int lowest = limits.path("minSampleRate").asInt();
    int highest = limits.path("maxSampleRate").asInt();
    if (lowest > highest) {
      problems.add(
          path.field("minSampleRate"),
          lowest + " Hz lies above `maxSampleRate`, so no file could be used",
          "at most " + highest);
    }
  }
}
