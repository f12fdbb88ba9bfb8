package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What a search may try of one setting of a branch: numbers between two bounds, one of several
 * values, or lists of layers. What is not given is null or empty.
 *
 * @param low lowest number
 * @param high highest number
 * @param log whether it is searched on a logarithmic scale
 * @param step distance of neighbouring whole numbers
 * @param choices values without an order: words, numbers, truths or lists of these
 * @param layers fewest and most layers
 * @param units what a layer may have
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SearchRange(
    @Setting("The lowest number; with `high`.") Double low,
    @Setting("The highest number; with `low`.") Double high,
    @Setting("Whether numbers are searched on a logarithmic scale, as rates should be.")
        Boolean log,
    @Setting(
            value = "The distance from a whole number to the next; by default 1.",
            min = 1,
            max = 1_000_000)
        Integer step,
    @Setting(
            value =
                "Values to choose from, such as `[32, 64, 128]` or `[adam, rmsprop]`; none is nearer"
                    + " to another than the rest.",
            minSize = 1)
        List<Object> choices,
    @Setting(
            value = "Of `hidden` of an `ffn`: the fewest and the most layers, such as `[1, 4]`.",
            minSize = 2)
        List<Integer> layers,
    @Setting(
            value = "With `layers`: what each layer may have, such as `[64, 128, 256]`.",
            minSize = 1)
        List<Integer> units) {

  public SearchRange {
    choices =
        choices == null ? ImmutableList.of() : choices.stream().map(SearchRange::plain).toList();
    layers = layers == null ? ImmutableList.of() : ImmutableList.copyOf(layers);
    units = units == null ? ImmutableList.of() : ImmutableList.copyOf(units);
  }

  /** Numbers as JSON and YAML both read them, so that a choice equals itself after either. */
  private static Object plain(Object choice) {
    if (choice instanceof List<?> list) {
      return list.stream().map(SearchRange::plain).toList();
    }
    if (choice instanceof Integer || choice instanceof Short) {
      return ((Number) choice).longValue();
    }
    return choice instanceof Float number ? (Object) number.doubleValue() : choice;
  }
}
