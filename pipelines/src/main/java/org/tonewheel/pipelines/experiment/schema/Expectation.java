package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a schema allows, for messages and for the page for users. */
public final class Expectation {
  /** What {@link Names#PATTERN} allows. */
  static final String NAME =
      "a name: letters, digits, `.`, `_` and `-`, a letter or digit first, 40 at most";

  private final ExperimentSchema schema;

  Expectation(ExperimentSchema schema) {
    this.schema = schema;
  }

  /** Returns such as "a whole number from 1 to 16". */
  String of(JsonNode reference) {
    JsonNode node = schema.resolve(reference);
    if (node.has("anyOf")) {
      return of(node.path("anyOf").path(0)) + ", or a list of these";
    }
    if (node.has("enum")) {
      return "one of " + quoted(texts(node.path("enum")));
    }
    return switch (node.path("type").asText()) {
      case "integer" -> "a whole number" + range(node);
      case "number" -> "a number" + range(node);
      case "boolean" -> "true or false";
      case "array" -> "a list, each item " + of(node.path("items"));
      case "object" -> object(node);
      default -> text(node);
    };
  }

  private static String text(JsonNode node) {
    if (node.has("pattern")) {
      return NAME;
    }
    if (!node.has("type")) {
      return "a value";
    }
    return node.has("minLength") ? "text that is not empty" : "text";
  }

  private String object(JsonNode node) {
    if (!node.has("properties")) {
      return "names, each with " + of(node.path("additionalProperties"));
    }
    return "a mapping with fields such as " + quoted(names(node.path("properties"), 3));
  }

  private static String range(JsonNode node) {
    List<String> parts = new ArrayList<>();
    if (node.has("exclusiveMinimum")) {
      parts.add("above " + number(node, "exclusiveMinimum"));
    }
    if (node.has("minimum")) {
      parts.add((node.has("maximum") ? "from " : "at least ") + number(node, "minimum"));
    }
    if (node.has("maximum")) {
      parts.add((node.has("minimum") ? "to " : "at most ") + number(node, "maximum"));
    }
    if (node.has("exclusiveMaximum")) {
      parts.add("below " + number(node, "exclusiveMaximum"));
    }
    return parts.isEmpty() ? "" : " " + String.join(" and ", parts).replace(" and to ", " to ");
  }

  private static String number(JsonNode node, String keyword) {
    return node.get(keyword).decimalValue().toPlainString();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static List<String> names(JsonNode object, int most) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names.subList(0, Math.min(most, names.size()));
  }

  /** Returns the names in backquotes, separated by commas; empty for none. */
  public static String quoted(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("`" + name + "`"));
    return String.join(", ", quoted);
  }
}
