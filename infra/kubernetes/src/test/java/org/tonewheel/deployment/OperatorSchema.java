package org.tonewheel.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The schema of a {@code FlinkDeployment} as the operator's own definition states it, made strict:
 * Kubernetes drops fields that a structural schema does not name, so these are refused here.
 */
final class OperatorSchema {
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final JsonSchema schema;

  private OperatorSchema(JsonSchema schema) {
    this.schema = schema;
  }

  static OperatorSchema read() {
    JsonNode definition;
    try (InputStream in = OperatorSchema.class.getResourceAsStream(DEFINITION)) {
      definition = Yaml.documents(new String(in.readAllBytes(), UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode version = definition.at("/spec/versions/0");
    ObjectNode root = version.at("/schema/openAPIV3Schema").deepCopy();
    strict(root);
    // What every resource has, which definitions leave to Kubernetes.
    ObjectNode properties = root.withObjectProperty("properties");
    properties
        .putObject("apiVersion")
        .put("const", definition.at("/spec/group").asText() + "/" + version.get("name").asText());
    properties.putObject("kind").put("const", definition.at("/spec/names/kind").asText());
    properties.putObject("metadata").put("type", "object");
    root.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
    return new OperatorSchema(
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root));
  }

  /** What is wrong with a document; empty if nothing is. */
  List<String> mistakes(JsonNode document) {
    return schema.validate(document).stream().map(Object::toString).toList();
  }

  private static void strict(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("x-kubernetes-int-or-string");
        object.putArray("type").add("integer").add("string");
      }
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(OperatorSchema::strict);
  }
}
