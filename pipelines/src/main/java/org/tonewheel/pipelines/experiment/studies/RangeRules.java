package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.table.NearName;

/** What holds between the fields of a searched setting's range, beyond the schema. */
final class RangeRules {
  /** Settings that say what is compared, or that every trial shares. */
  private static final ImmutableSet<String> FIXED =
      ImmutableSet.of("net", "name", "source", "split", "seeds", "synthesis");

  private static final ImmutableList<String> KINDS = ImmutableList.of("low", "choices", "layers");

  private final Net net;
  private final Problems problems;

  RangeRules(Net net, Problems problems) {
    this.net = net;
    this.problems = problems;
  }

  /**
   * Checks one range.
   *
   * @param known the settings that the net takes
   */
  void check(String setting, ObjectNode range, FieldPath path, List<String> known) {
    if (FIXED.contains(setting)) {
      problems.addAtKey(path, "`" + setting + "` is the same for all trials", expected(known), "");
      return;
    }
    if (!known.contains(setting)) {
      problems.addAtKey(
          path,
          "the net `" + net.id() + "` does not take it",
          expected(known),
          NearName.hint(setting, known));
      return;
    }
    List<String> given = KINDS.stream().filter(range::has).toList();
    if (given.size() != 1 || range.has("high") != range.has("low")) {
      problems.add(
          path, "does not say what to try", "`low` and `high`, `choices`, or `layers` and `units`");
      return;
    }
    switch (given.get(0)) {
      case "low" -> checkNumbers(setting, range, path);
      case "layers" -> checkLayers(setting, range, path);
      default -> checkChoices(setting, range, path);
    }
  }

  private static String expected(List<String> known) {
    return "one of "
        + Expectation.quoted(known.stream().filter(name -> !FIXED.contains(name)).toList());
  }

  private void checkNumbers(String setting, ObjectNode range, FieldPath path) {
    SettingKind kind = SettingKind.of(setting);
    refuse(range, path, "units", "without `layers`");
    if (kind == SettingKind.OTHER) {
      problems.add(path, "`" + setting + "` is no number", "`choices`");
    } else if (kind == SettingKind.NUMBER) {
      refuse(range, path, "step", "with a setting that takes any number");
    }
    if (setting.equals("hidden") && net == Net.FFN) {
      problems.add(path, "the net has several layers", "`layers` and `units`, or `choices`");
    }
  }

  private void checkLayers(String setting, ObjectNode range, FieldPath path) {
    for (String field : List.of("log", "step")) {
      refuse(range, path, field, "with `layers`");
    }
    if (!setting.equals("hidden") || net != Net.FFN) {
      problems.addAtKey(
          path.field("layers"),
          "only `hidden` of the net `" + Net.FFN.id() + "` is a list of layers",
          "`low` and `high`, or `choices`",
          "");
    } else if (!range.has("units")) {
      problems.add(path.field("units"), "the field `units` is missing", "such as [64, 128, 256]");
    } else if (range.path("layers").size() != 2 || range.path("layers").path(0).asInt() < 1) {
      problems.add(
          path.field("layers"), "is not how few and how many layers", "two numbers such as [1, 4]");
    }
  }

  private void checkChoices(String setting, ObjectNode range, FieldPath path) {
    for (String field : List.of("log", "step", "units")) {
      refuse(range, path, field, "with `choices`");
    }
    boolean lists = setting.equals("hidden") && net == Net.FFN;
    for (int i = 0; i < range.path("choices").size(); i++) {
      if (range.path("choices").path(i).isContainerNode() && !lists) {
        problems.add(path.field("choices").item(i), "a trial has one value", "no list or mapping");
      }
    }
  }

  private void refuse(ObjectNode range, FieldPath path, String field, String where) {
    if (range.has(field)) {
      problems.addAtKey(path.field(field), "is given " + where, "one or the other", "");
    }
  }
}
