package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** Between JSON trees that were found valid and the records of this package. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Returns the record that the tree describes.
   *
   * @throws IllegalStateException if it does not fit, which the schema should have prevented
   */
  static <T> T bind(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The schema let pass what " + type + " does not take", e);
    }
  }

  /** Returns settings by name, of a mapping in YAML that this package holds. */
  static Map<String, JsonNode> settings(String yaml) {
    try {
      return ImmutableMap.copyOf(new YAMLMapper().readTree(yaml).properties());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the tree of a record, fields in the record's order. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
