package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What holds between the fields of a split, beyond the schema. */
final class SplitRules {
  private static final FieldPath SPLITS = FieldPath.ROOT.field("splits");
  private static final double ROUNDING = 1e-9;

  private SplitRules() {}

  /**
   * Checks the splits, and fills in P1's fractions and the experiment's seed where none is given.
   */
  static void apply(ObjectNode experiment, Problems problems) {
    for (Map.Entry<String, JsonNode> entry : experiment.path("splits").properties()) {
      FieldPath path = SPLITS.field(entry.getKey());
      if (!problems.within(path)) {
        ObjectNode node = (ObjectNode) entry.getValue();
        if (!node.has("fractions") && !node.has("folds")) {
          node.set("fractions", Json.tree(Fractions.P1));
        }
        if (!node.has("seed")) {
          node.set("seed", experiment.path("seed"));
        }
        checkOne(Json.bind(node, Split.class), path, problems);
      }
    }
  }

  private static void checkOne(Split split, FieldPath path, Problems problems) {
    boolean byGroup = split.protocol() == Split.Protocol.GROUP;
    if (byGroup && split.group() == null) {
      problems.add(
          path.field("group"),
          "the field `group` is missing",
          "the column whose values are kept whole, such as `artist`");
    } else if (!byGroup && split.group() != null) {
      problems.addAtKey(
          path.field("group"), "is given without `protocol: group`", "both or neither", "");
    }
    Fractions fractions = split.fractions();
    if (fractions != null && split.folds() != null) {
      problems.add(path, "`fractions` and `folds` are given together", "one of the two");
    } else if (fractions != null) {
      double sum = fractions.train() + fractions.validation() + fractions.test();
      if (Math.abs(sum - 1) > ROUNDING) {
        String shown = String.format(Locale.ROOT, "%.6g", sum).replaceAll("\\.?0+$", "");
        problems.add(path.field("fractions"), "the fractions sum to " + shown, "a sum of 1");
      }
    }
  }

  /** Names become files, and some file systems hold A and a to be the same. */
  static void checkNames(ObjectNode experiment, String section, Problems problems) {
    Map<String, String> seen = new HashMap<>();
    experiment
        .path(section)
        .fieldNames()
        .forEachRemaining(
            name -> {
              String first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
              if (first != null) {
                problems.addAtKey(
                    FieldPath.ROOT.field(section).field(name),
                    "differs from `" + first + "` in case alone",
                    "names that differ on every file system",
                    "");
              }
            });
  }
}
