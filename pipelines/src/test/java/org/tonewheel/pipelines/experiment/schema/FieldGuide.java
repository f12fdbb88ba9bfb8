package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes the page that explains every field of an experiment file to users. */
final class FieldGuide {
  private final ExperimentSchema schema;
  private final Expectation expectation;

  /** Titles of tables by what they are of: a part that stands in two places has one. */
  private final IdentityHashMap<JsonNode, String> shown = new IdentityHashMap<>();

  FieldGuide(ExperimentSchema schema) {
    this.schema = schema;
    this.expectation = new Expectation(schema);
  }

  String markdown() {
    StringBuilder page = new StringBuilder(FieldGuideTexts.HEAD);
    table(page, new Section("The experiment", schema.root()));
    return page.append(FieldGuideTexts.TAIL).toString();
  }

  private record Section(String title, JsonNode definition) {}

  /** Writes a table of fields, and after it those of the fields that hold fields themselves. */
  private void table(StringBuilder page, Section section) {
    page.append("\n## ").append(section.title()).append("\n\n");
    page.append("| field | value | default | meaning |\n|---|---|---|---|\n");
    List<String> required = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    section.definition().path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> field : section.definition().path("properties").properties()) {
      JsonNode node = field.getValue();
      page.append("| `").append(field.getKey()).append("` | ").append(value(node)).append(" | ");
      if (required.contains(field.getKey())) {
        page.append("required");
      } else if (node.has("default")) {
        page.append('`').append(node.get("default").toString()).append('`');
      }
      page.append(" | ").append(node.path("description").asText()).append(" |\n");
      Section inner = inner(section, field.getKey(), node);
      if (inner != null && shown.putIfAbsent(inner.definition(), inner.title()) == null) {
        sections.add(inner);
      }
    }
    sections.forEach(inner -> table(page, inner));
  }

  private static Section section(Section outer, String name, JsonNode definition) {
    String prefix = outer.title().startsWith("`") ? outer.title().replace("`", "") + "." : "";
    return definition.has("properties") ? new Section("`" + prefix + name + "`", definition) : null;
  }

  private Section inner(Section outer, String name, JsonNode node) {
    JsonNode itself = schema.resolve(node);
    if (itself.has("properties")) {
      return section(outer, name, itself);
    } else if (itself.path("additionalProperties").isObject()) {
      return section(outer, name + ".NAME", schema.resolve(itself.path("additionalProperties")));
    }
    return section(outer, name + "[]", schema.resolve(itself.path("items")));
  }

  private String value(JsonNode node) {
    JsonNode definition = schema.resolve(node);
    if (shown.containsKey(definition)) {
      return "fields as those of " + shown.get(definition);
    } else if (definition.has("properties")) {
      return "fields, see below";
    } else if (definition.path("additionalProperties").isObject()) {
      return "names, each with fields, see below";
    } else if (schema.resolve(definition.path("items")).has("properties")) {
      return "a list of fields, see below";
    }
    return expectation.of(node).replace(Expectation.NAME, "a name");
  }
}
