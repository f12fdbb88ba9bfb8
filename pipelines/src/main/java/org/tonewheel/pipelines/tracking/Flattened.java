package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Settings, which nest, as the parameters of MLflow, which do not. */
final class Flattened {
  private Flattened() {}

  /**
   * Every value by its path, such as {@code featureSets.frames33.mfcc}. A list of plain values is
   * one parameter, one of others has a number in its path; nulls and what is empty are left out.
   */
  static Map<String, String> of(JsonNode tree) {
    Map<String, String> params = new TreeMap<>();
    add(params, "", tree);
    return params;
  }

  private static void add(Map<String, String> params, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> add(params, below(path, field.getKey()), field.getValue()));
    } else if (node.isArray() && !isPlain(node)) {
      for (int i = 0; i < node.size(); i++) {
        add(params, below(path, Integer.toString(i)), node.get(i));
      }
    } else if (node.isArray()) {
      StringJoiner list = new StringJoiner(", ").setEmptyValue("");
      node.forEach(value -> list.add(value.asText()));
      put(params, path, list.toString());
    } else if (!node.isNull()) {
      put(params, path, node.asText());
    }
  }

  private static void put(Map<String, String> params, String path, String value) {
    if (!value.isEmpty()) {
      params.put(path, value);
    }
  }

  private static boolean isPlain(JsonNode list) {
    for (Iterator<JsonNode> values = list.elements(); values.hasNext(); ) {
      if (!values.next().isValueNode()) {
        return false;
      }
    }
    return true;
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
