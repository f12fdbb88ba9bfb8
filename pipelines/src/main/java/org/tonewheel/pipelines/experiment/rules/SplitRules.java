package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Fractions;
import org.tonewheel.pipelines.experiment.settings.Split;

/** What holds between the fields of a split, beyond the schema. */
public final class SplitRules {
  private static final FieldPath SPLITS = FieldPath.ROOT.field("splits");
  private static final double ROUNDING = 1e-9;
  private static final List<String> LISTED_BY = List.of("column", "lists");
  private static final List<String> DRAWN_BY = List.of("fractions", "folds", "seed");

  private SplitRules() {}

  /**
   * Checks the splits, and fills in P1's fractions and the experiment's seed where none is given
   * and something is to be drawn.
   */
  static void apply(ObjectNode experiment, Problems problems) {
    for (Map.Entry<String, JsonNode> entry : experiment.path("splits").properties()) {
      FieldPath path = SPLITS.field(entry.getKey());
      if (!problems.within(path)) {
        ObjectNode node = (ObjectNode) entry.getValue();
        if (protocol(node) == Split.Protocol.LISTS) {
          checkLists(node, path, problems);
          continue;
        }
        if (!node.has("fractions") && !node.has("folds")) {
          node.set("fractions", Json.tree(Fractions.P1));
        }
        if (!node.has("seed")) {
          node.set("seed", experiment.path("seed"));
        }
        checkDrawn(Json.bind(node, Split.class), path, problems);
      }
    }
  }

  /**
   * Returns what a split keeps on one side.
   *
   * @param split as the schema lets it pass, its default filled in
   */
  public static Split.Protocol protocol(JsonNode split) {
    return Json.bind(split.path("protocol"), Split.Protocol.class);
  }

  private static void checkLists(ObjectNode split, FieldPath path, Problems problems) {
    List<String> given = LISTED_BY.stream().filter(split::has).toList();
    if (given.size() != 1) {
      String what =
          given.isEmpty()
              ? "says not which tracks train, validate and test"
              : Expectation.quoted(given) + " are given together";
      problems.add(path, what, "exactly one of " + Expectation.quoted(LISTED_BY));
    }
    for (String field : DRAWN_BY) {
      if (split.has(field)) {
        problems.addAtKey(
            path.field(field),
            "is given with `protocol: lists`, which leaves nothing to draw",
            "one or the other",
            "");
      }
    }
  }

  private static void checkDrawn(Split split, FieldPath path, Problems problems) {
    boolean byGroup = split.protocol() == Split.Protocol.GROUP;
    if (byGroup && split.group() == null) {
      problems.add(
          path.field("group"),
          "the field `group` is missing",
          "the column whose values are kept whole, such as `artist`");
    } else if (!byGroup && split.group() != null) {
      problems.addAtKey(
          path.field("group"),
          "is given without `protocol: group` or `lists`",
          "both or neither",
          "");
    }
    for (String field : LISTED_BY) {
      if (Json.tree(split).has(field)) {
        problems.addAtKey(
            path.field(field), "is given without `protocol: lists`", "both or neither", "");
      }
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
}
