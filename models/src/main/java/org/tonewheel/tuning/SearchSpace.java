package org.tonewheel.tuning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search may try.
 *
 * @param parameters at least one, with different names
 */
public record SearchSpace(List<Parameter> parameters) {

  /**
   * @throws IllegalArgumentException if there is no parameter, or two have one name
   */
  public SearchSpace {
    parameters = ImmutableList.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("a search space needs at least one parameter");
    }
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      ParameterChecks.require(names.add(parameter.name()), parameter.name(), "it stands twice");
    }
  }

  /**
   * Values of every parameter, each in its own type (see {@link Parameter#checked}), in the space's
   * order.
   *
   * @throws IllegalArgumentException naming the parameter that is missing, unknown or out of bounds
   */
  public Map<String, Object> checked(Map<String, ?> values) {
    ImmutableMap.Builder<String, Object> checked = ImmutableMap.builder();
    Set<String> unknown = new HashSet<>(values.keySet());
    for (Parameter parameter : parameters) {
      Object value = values.get(parameter.name());
      ParameterChecks.require(value != null, parameter.name(), "it has no value");
      checked.put(parameter.name(), parameter.checked(value));
      unknown.remove(parameter.name());
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(unknown + " are no parameters of the search space");
    }
    return checked.buildOrThrow();
  }
}
