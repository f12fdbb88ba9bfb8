package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.databind.JsonNode;
import org.tonewheel.pipelines.experiment.schema.ExperimentSchema;
import org.tonewheel.pipelines.experiment.schema.FieldPath;

/** What values a field of a branch takes, by the schema. */
enum SettingKind {
  WHOLE,
  NUMBER,
  /** Words, truths and what else has no order. */
  OTHER,
  UNKNOWN;

  private static final ExperimentSchema SCHEMA = ExperimentSchema.shipped();

  /** Returns the kind of a field of that name; of a field that takes lists, of their items. */
  static SettingKind of(String field) {
    JsonNode node =
        SCHEMA.resolve(SCHEMA.at(FieldPath.ROOT.field("branches").item(0).field(field)));
    if (node.isMissingNode()) {
      return UNKNOWN;
    }
    JsonNode single = node.has("anyOf") ? SCHEMA.resolve(node.path("anyOf").path(0)) : node;
    return switch (single.path("type").asText()) {
      case "integer" -> WHOLE;
      case "number" -> NUMBER;
      default -> OTHER;
    };
  }
}
