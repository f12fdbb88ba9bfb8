package org.tonewheel.tuning;

import static org.tonewheel.tuning.ParameterChecks.require;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;

/**
 * One of several words, none nearer to another than the rest; its values are {@link String}.
 *
 * @param name what it is called
 * @param choices at least one, each once; their order has no meaning but fixes what a seed draws
 */
public record CategoricalParameter(String name, List<String> choices) implements Parameter {

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public CategoricalParameter {
    ParameterChecks.name(name);
    choices = ImmutableList.copyOf(choices);
    require(!choices.isEmpty(), name, "at least one choice is needed");
    require(Set.copyOf(choices).size() == choices.size(), name, "a choice stands twice");
  }

  @Override
  public String checked(Object value) {
    require(choices.contains(String.valueOf(value)), name, value + " is none of " + choices);
    return String.valueOf(value);
  }
}
