package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** Between JSON trees that were found valid and the records of an experiment. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Returns the record, or the value of an enum, that the tree describes.
   *
   * @param tree a part of an experiment that the schema let pass
   * @throws IllegalStateException if it does not fit, which the schema should have prevented
   */
  public static <T> T bind(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The schema let pass what " + type + " does not take", e);
    }
  }

  /**
   * Returns settings by name, in the text's order.
   *
   * @param yaml a mapping in YAML that the program itself holds, such as the defaults of a net
   * @throws IllegalStateException if it is no YAML
   */
  public static Map<String, JsonNode> settings(String yaml) {
    try {
      return ImmutableMap.copyOf(new YAMLMapper().readTree(yaml).properties());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the tree of a record, fields in the record's order. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
