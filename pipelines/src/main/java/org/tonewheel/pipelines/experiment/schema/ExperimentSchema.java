package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The JSON Schema of experiment files, as shipped: made from the records by {@link SchemaGenerator}
 * and held up to date by a test.
 */
public final class ExperimentSchema {
  /** The schema's name, both as a resource beside this class and as a file beside experiments. */
  static final String FILE_NAME = "experiment.schema.json";

  private final JsonNode root;

  ExperimentSchema(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads the schema that the program was built with.
   *
   * @throws UncheckedIOException if it cannot be read, which is a fault of the build
   */
  public static ExperimentSchema shipped() {
    try (InputStream in = ExperimentSchema.class.getResourceAsStream(FILE_NAME)) {
      return new ExperimentSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the whole schema, by which an experiment file is described. */
  public JsonNode root() {
    return root;
  }

  /** Returns the definition that a schema refers to, or the schema itself where it has none. */
  public JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : root.at(reference.substring(1));
  }

  /** Returns the schema of the value at a path; a missing node where the path has none. */
  public JsonNode at(FieldPath path) {
    JsonNode schema = root;
    for (Object element : path.elements()) {
      JsonNode outer = resolve(schema);
      if (element instanceof Integer) {
        JsonNode list = outer.has("anyOf") ? outer.path("anyOf").path(1) : outer;
        schema = list.path("items");
      } else if (outer.path("properties").has((String) element)) {
        schema = outer.path("properties").path((String) element);
      } else {
        schema = outer.path("additionalProperties");
      }
    }
    return schema;
  }

  /**
   * Fills in, throughout the value, every field left out that has a default of its own.
   *
   * @param value what is filled in; anything but a mapping or a list is left as it is
   * @param schema the value's own, a part of this one
   */
  public void fillDefaults(JsonNode value, JsonNode schema) {
    JsonNode definition = resolve(schema);
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : definition.path("properties").properties()) {
        if (!object.has(property.getKey()) && property.getValue().has("default")) {
          object.set(property.getKey(), property.getValue().get("default").deepCopy());
        }
        fillDefaults(object.path(property.getKey()), property.getValue());
      }
      if (definition.path("additionalProperties").isObject()) {
        object.forEach(child -> fillDefaults(child, definition.get("additionalProperties")));
      }
    } else if (value.isArray()) {
      value.forEach(item -> fillDefaults(item, definition.path("items")));
    }
  }
}
