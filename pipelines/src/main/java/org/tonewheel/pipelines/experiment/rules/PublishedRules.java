package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.PublishedFigures;

/** What holds for the published figures that a branch names. */
final class PublishedRules {
  static final String FIELD = "published";

  private PublishedRules() {}

  /** Checks that each entry has a figure and is of a model that the branch trains. */
  static void check(ObjectNode branch, FieldPath path, Problems problems) {
    JsonNode published = branch.path(FIELD);
    for (int i = 0; i < published.size(); i++) {
      FieldPath at = path.field(FIELD).item(i);
      if (problems.within(at)) {
        continue;
      }
      if (!Json.bind(published.get(i), PublishedFigures.class).hasFigure()) {
        problems.add(
            at, "no figure is given", "one of `accuracy`, `precision`, `recall`, `f1`, `auc`");
      }
      for (String field : List.of("optimizer", "epochs")) {
        checkOwn(branch.path(field), published.get(i).path(field), at.field(field), problems);
      }
    }
  }

  private static void checkOwn(JsonNode own, JsonNode named, FieldPath at, Problems problems) {
    List<JsonNode> all = own.isArray() ? ImmutableList.copyOf(own) : List.of(own);
    if (!named.isMissingNode()
        && all.stream().noneMatch(one -> one.asText().equals(named.asText()))) {
      problems.add(
          at, "the branch trains no model with `" + named.asText() + "`", "one that it does");
    }
  }
}
