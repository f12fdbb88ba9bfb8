package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.ColumnSpec;
import org.tonewheel.pipelines.experiment.settings.ColumnSpec.Role;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.table.NearName;

/** What holds between the columns of a table, and between the fields of each. */
final class ColumnRules {
  /** The fields that a role takes beside {@code role} itself. */
  private static final ImmutableListMultimap<Role, String> TAKEN =
      ImmutableListMultimap.<Role, String>builder()
          .putAll(Role.NUMERIC, "missing", "min", "max", "bounds")
          .putAll(Role.CATEGORICAL, "missing", "categories", "unknown")
          .putAll(Role.LABEL, "missing")
          .putAll(Role.GROUP, "missing", "group")
          .build();

  private final FieldPath path;
  private final Problems problems;

  private ColumnRules(FieldPath path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Checks the columns of a table that has some, and fills in what each leaves out.
   *
   * @param path the source's
   */
  static void check(ObjectNode source, FieldPath path, Problems problems) {
    ColumnRules rules = new ColumnRules(path.field("columns"), problems);
    Map<Role, Integer> count = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    for (Map.Entry<String, JsonNode> column : source.path("columns").properties()) {
      ObjectNode node = (ObjectNode) column.getValue();
      Role role = Json.bind(node.path("role"), Role.class);
      count.merge(role, 1, Integer::sum);
      rules.checkOne(column.getKey(), node, role);
      if (role == Role.GROUP) {
        rules.checkGroup(column.getKey(), node.path("group").asText(), groups);
      }
    }
    if (count.getOrDefault(Role.LABEL, 0) != 1) {
      problems.add(
          rules.path,
          count.getOrDefault(Role.LABEL, 0) + " columns have the role `label`",
          "one, whose values are the genres");
    }
    if (!count.containsKey(Role.NUMERIC) && !count.containsKey(Role.CATEGORICAL)) {
      problems.add(
          rules.path, "there is nothing to learn from", "a column `numeric` or `categorical`");
    }
    checkNames(source.path("repeats"), path.field("repeats"), comparable(source), problems);
  }

  /** Whatever is not the label may say which rows are one track. */
  private static Set<String> comparable(ObjectNode source) {
    Set<String> names = new HashSet<>();
    source
        .path("columns")
        .properties()
        .forEach(
            column -> {
              if (!column.getValue().path("role").asText().equals("label")) {
                names.add(column.getKey());
              }
            });
    return names;
  }

  private void checkOne(String name, ObjectNode node, Role role) {
    FieldPath at = path.field(name);
    List<String> given = new ArrayList<>();
    node.fieldNames().forEachRemaining(given::add);
    given.remove("role");
    given.removeAll(TAKEN.get(role));
    for (String field : given) {
      String its = Json.tree(role).asText();
      String expected =
          TAKEN.get(role).isEmpty() ? "none" : "one of " + Expectation.quoted(TAKEN.get(role));
      problems.addAtKey(
          at.field(field), "a column of role `" + its + "` does not take it", expected, "");
    }
    if (role == Role.NUMERIC) {
      checkBounds(node, at);
    } else if (role == Role.CATEGORICAL) {
      checkCategories(node, at);
    } else if (role == Role.GROUP && !node.has("group")) {
      node.put("group", name);
    }
  }

  private void checkBounds(ObjectNode node, FieldPath at) {
    boolean bounded = node.has("min") || node.has("max");
    if (node.has("bounds") && !bounded) {
      problems.addAtKey(at.field("bounds"), "is given without `min` and `max`", "one of these", "");
    } else if (bounded && !node.has("bounds")) {
      node.set("bounds", Json.tree(ColumnSpec.Bounds.MISSING));
    }
    if (node.has("min")
        && node.has("max")
        && node.get("min").asDouble() > node.get("max").asDouble()) {
      problems.add(at.field("min"), "`min` is above `max`", "a value that is not");
    }
  }

  private void checkCategories(ObjectNode node, FieldPath at) {
    if (node.path("categories").size() < 2) {
      problems.add(at.field("categories"), "there are fewer than two", "two categories or more");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < node.path("categories").size(); i++) {
      String category = node.path("categories").get(i).asText();
      if (category.isBlank()) {
        problems.add(at.field("categories").item(i), "is empty", "text that is not empty");
      } else if (!seen.add(category)) {
        problems.add(at.field("categories").item(i), "`" + category + "` is given twice", "");
      }
    }
    if (!node.has("unknown")) {
      node.set("unknown", Json.tree(ColumnSpec.Unknown.REJECT));
    }
  }

  private void checkGroup(String column, String group, Map<String, String> groups) {
    FieldPath at = path.field(column).field("group");
    String first = groups.putIfAbsent(group, column);
    if (group.equals(Source.REPEAT)) {
      problems.add(at, "`repeat` is what rows equal in `repeats` are called", "another name");
    } else if (first != null) {
      problems.add(at, "`" + group + "` is the group of column `" + first + "` too", "");
    }
  }

  /** Checks that a list names columns that are there, each once. */
  static void checkNames(JsonNode list, FieldPath path, Set<String> known, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).asText();
      if (!known.contains(name)) {
        problems.add(
            path.item(i),
            "there is no such column `" + name + "`",
            "one of " + Expectation.quoted(known.stream().sorted().toList()),
            NearName.hint(name, known));
      } else if (!seen.add(name)) {
        problems.add(path.item(i), "`" + name + "` is given twice", "");
      }
    }
  }
}
