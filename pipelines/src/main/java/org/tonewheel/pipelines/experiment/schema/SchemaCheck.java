package org.tonewheel.pipelines.experiment.schema;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tonewheel.table.NearName;

/** Holds a file against the schema and says in the file's own terms where it departs from it. */
public final class SchemaCheck {
  private static final int LONGEST_SHOWN = 40;

  private final ExperimentSchema schema;
  private final Expectation expectation;
  private final JsonSchema validator;

  /** Makes a check against one schema, which serves any number of files. */
  public SchemaCheck(ExperimentSchema schema) {
    this.schema = schema;
    this.expectation = new Expectation(schema);
    // Whatever a schema names, nothing is fetched.
    this.validator =
        JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder ->
                    builder.schemaLoaders(
                        loaders -> loaders.add(DisallowSchemaLoader.getInstance())))
            .getSchema(schema.root(), SchemaValidatorsConfig.builder().build());
  }

  /**
   * Holds a file against the schema.
   *
   * @param document the file's root
   * @param problems what is wrong is added to these
   */
  public void check(JsonNode document, Problems problems) {
    List<ValidationMessage> messages =
        validator.validate(document).stream().filter(m -> !ofOtherShape(m, document)).toList();
    Set<JsonNodePath> wrongType =
        messages.stream()
            .filter(m -> m.getType().equals("type"))
            .map(ValidationMessage::getInstanceLocation)
            .collect(toImmutableSet());
    for (ValidationMessage message : messages) {
      // What has the wrong type is not too small as well.
      if (message.getType().equals("type") || !wrongType.contains(message.getInstanceLocation())) {
        report(message, document, problems);
      }
    }
  }

  /** Where one value or a list may stand, only what concerns the shape that was given counts. */
  private static boolean ofOtherShape(ValidationMessage message, JsonNode document) {
    JsonNodePath path = message.getEvaluationPath();
    for (int i = 0; i + 1 < path.getNameCount(); i++) {
      if (path.getElement(i).equals("anyOf")) {
        boolean forList = path.getName(i + 1).equals("1");
        JsonNode value = either(message, document).in(document);
        return forList != value.isArray();
      }
    }
    return false;
  }

  /** Returns the path of the value that has a choice of shapes: the instance, or the list of it. */
  private static FieldPath either(ValidationMessage message, JsonNode document) {
    FieldPath path = path(message.getInstanceLocation());
    boolean item = !path.elements().isEmpty() && path.parent().in(document).isArray();
    return item && message.getEvaluationPath().toString().contains("/items/")
        ? path.parent()
        : path;
  }

  private void report(ValidationMessage message, JsonNode document, Problems problems) {
    FieldPath path = path(message.getInstanceLocation());
    JsonNode value = path.in(document);
    if (message.getEvaluationPath().toString().contains("propertyNames")) {
      String name = message.getProperty() == null ? "" : message.getProperty();
      problems.addAtKey(path.field(name), "`" + name + "` cannot be a name", Expectation.NAME, "");
      return;
    }
    String expected = expectation.of(schema.at(path));
    switch (message.getType()) {
      case "additionalProperties" -> unknown(path, message.getProperty(), problems);
      case "required" -> {
        FieldPath missing = path.field(message.getProperty());
        String what = "the field `" + message.getProperty() + "` is missing";
        problems.add(missing, what, expectation.of(schema.at(missing)));
      }
      case "enum" ->
          problems.add(
              path,
              shown(value) + " is not known",
              expected,
              NearName.hint(value.asText(), choices(path)));
      case "minItems", "minLength", "minProperties" ->
          problems.add(path, value.size() > 0 ? "has too few items" : "is empty", expected);
      case "minimum", "exclusiveMinimum" ->
          problems.add(path, shown(value) + " is too small", expected);
      case "maximum", "exclusiveMaximum" ->
          problems.add(path, shown(value) + " is too large", expected);
      case "pattern" -> problems.add(path, shown(value) + " cannot be a name", expected);
      case "type" -> problems.add(path, kind(value), expected, advice(value, schema.at(path)));
      default -> problems.add(path, message.getMessage(), expected);
    }
  }

  private List<String> choices(FieldPath path) {
    JsonNode node = schema.resolve(schema.at(path));
    List<String> choices = new ArrayList<>();
    (node.has("anyOf") ? schema.resolve(node.path("anyOf").path(0)) : node)
        .path("enum")
        .forEach(choice -> choices.add(choice.asText()));
    return choices;
  }

  private void unknown(FieldPath path, String name, Problems problems) {
    List<String> known = fields(schema.at(path));
    String hint = NearName.hint(name, known);
    if (hint.isEmpty()) {
      hint = elsewhere(name);
    }
    problems.addAtKey(
        path.field(name), "unknown field", "one of " + Expectation.quoted(known), hint);
  }

  /** Says where a field belongs that only another part of the file has. */
  private String elsewhere(String name) {
    Set<String> owners = new TreeSet<>();
    for (Map.Entry<String, JsonNode> part : schema.root().path("properties").properties()) {
      JsonNode definition = schema.resolve(part.getValue());
      for (String inner : List.of("items", "additionalProperties")) {
        if (fields(definition).contains(name) || fields(definition.path(inner)).contains(name)) {
          owners.add(part.getKey());
        }
      }
    }
    return owners.isEmpty() ? "" : "`" + name + "` is a field of " + Expectation.quoted(owners);
  }

  private List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    schema.resolve(node).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a mapping stands here";
      case ARRAY -> "a list stands here";
      case NULL, MISSING -> "has no value";
      case STRING -> "the text " + shown(value) + " stands here";
      default -> shown(value) + " stands here";
    };
  }

  private String advice(JsonNode value, JsonNode reference) {
    JsonNode wanted = schema.resolve(reference);
    String type = wanted.path("type").asText();
    if (value.isNull() && type.equals("object")) {
      return "write `{}` to take the defaults";
    }
    if (type.equals("string") && !value.isContainerNode() && !value.isNull()) {
      return "put it in quotes to make it text";
    }
    if (type.equals("array") && value.isObject()) {
      return "begin each item with `- `";
    }
    return "";
  }

  private static String shown(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    String line = text.replaceAll("\\s+", " ");
    return "`"
        + (line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...")
        + "`";
  }

  private static FieldPath path(JsonNodePath location) {
    FieldPath path = FieldPath.ROOT;
    for (int i = 0; i < location.getNameCount(); i++) {
      path =
          location.getElement(i) instanceof Integer index
              ? path.item(index)
              : path.field(location.getName(i));
    }
    return path;
  }
}
