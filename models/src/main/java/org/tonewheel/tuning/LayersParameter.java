package org.tonewheel.tuning;

import static org.tonewheel.tuning.ParameterChecks.require;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The hidden layers of a net: how many, and the units of each; its values are lists of {@link
 * Integer}, from the input side.
 *
 * <p>It is searched as users of Optuna write it: {@code layers = suggest_int(minLayers,
 * maxLayers)}, then {@code suggest_categorical(units)} for layer i only where i is below {@code
 * layers}. The units of a layer that not every trial has are learnt from the trials that have it.
 *
 * @param name what it is called
 * @param minLayers fewest layers, at least 0
 * @param maxLayers most layers, at least {@code minLayers} and 1
 * @param units what a layer may have, each once, at least 1 unit
 */
public record LayersParameter(String name, int minLayers, int maxLayers, List<Integer> units)
    implements Parameter {

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public LayersParameter {
    ParameterChecks.name(name);
    units = ImmutableList.copyOf(units);
    require(minLayers >= 0, name, "minLayers is " + minLayers + ", but must be at least 0");
    require(
        maxLayers >= Math.max(1, minLayers),
        name,
        "maxLayers is %d, but must be at least %d".formatted(maxLayers, Math.max(1, minLayers)));
    require(!units.isEmpty(), name, "units needs at least one choice");
    require(Set.copyOf(units).size() == units.size(), name, "a choice of units stands twice");
    require(units.stream().allMatch(u -> u >= 1), name, "a layer needs at least 1 unit");
  }

  @Override
  public List<Integer> checked(Object value) {
    require(value instanceof List<?>, name, "a list of units is needed, not " + value);
    List<Integer> layers = new ArrayList<>();
    for (Object layer : (List<?>) value) {
      int count = ParameterChecks.integer(name, layer);
      require(units.contains(count), name, count + " units are none of " + units);
      layers.add(count);
    }
    require(
        layers.size() >= minLayers && layers.size() <= maxLayers,
        name,
        "%s are not %d to %d layers".formatted(value, minLayers, maxLayers));
    return ImmutableList.copyOf(layers);
  }
}
