package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SearchRange;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.tuning.CategoricalParameter;
import org.tonewheel.tuning.FloatParameter;
import org.tonewheel.tuning.IntParameter;
import org.tonewheel.tuning.LayersParameter;
import org.tonewheel.tuning.Parameter;
import org.tonewheel.tuning.SearchSpace;

/** The space of a study in the words of the tuning package, and its values in those of branches. */
public final class SearchSpaces {
  private SearchSpaces() {}

  /**
   * Returns the space, parameters in alphabetical order: JSON does not keep the file's.
   *
   * @throws IllegalArgumentException naming the setting and what is wrong with it
   */
  public static SearchSpace of(Tuning study) {
    return new SearchSpace(
        study.space().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> parameter(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** Returns one setting's range as a parameter. */
  static Parameter parameter(String setting, SearchRange range) {
    if (!range.choices().isEmpty()) {
      return new CategoricalParameter(
          setting, range.choices().stream().map(String::valueOf).toList());
    }
    if (!range.layers().isEmpty()) {
      return new LayersParameter(
          setting, range.layers().get(0), range.layers().get(1), range.units());
    }
    boolean log = range.log() != null && range.log();
    if (SettingKind.of(setting) == SettingKind.WHOLE) {
      return new IntParameter(
          setting,
          range.low().intValue(),
          range.high().intValue(),
          log,
          range.step() == null ? 1 : range.step());
    }
    return new FloatParameter(setting, range.low(), range.high(), log);
  }

  /** Returns a trial's value of a setting as an experiment file has it. */
  static JsonNode value(SearchRange range, Object value) {
    if (range.choices().isEmpty()) {
      return Json.tree(value);
    }
    return range.choices().stream()
        .filter(choice -> String.valueOf(choice).equals(value))
        .findFirst()
        .<JsonNode>map(Json::tree)
        .orElseThrow(() -> new IllegalArgumentException(value + " is none of " + range.choices()));
  }

  /** Returns values of the range that every other of them lies between. */
  static List<JsonNode> extremes(SearchRange range) {
    if (!range.choices().isEmpty()) {
      return range.choices().stream().map(Json::tree).toList();
    }
    if (!range.layers().isEmpty()) {
      int fewest = Math.max(1, range.layers().get(0));
      return range.units().stream()
          .map(units -> Json.tree(Collections.nCopies(fewest, units)))
          .toList();
    }
    return List.of(number(range.low()), number(range.high()));
  }

  private static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < Experiment.LARGEST_SEED
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
