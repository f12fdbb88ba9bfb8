package org.tonewheel.nets.engine;

import java.util.Arrays;
import java.util.Locale;

/** The optimisers by name, each with PyTorch's default constants. */
public enum OptimizerRule {
  ADAM,
  RMSPROP;

  /**
   * The rule of that name in lower case, such as {@code adam}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static OptimizerRule named(String name) {
    return Arrays.stream(values())
        .filter(rule -> rule.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no optimizer is named '"
                        + name
                        + "'; there are "
                        + Arrays.toString(values())));
  }

  /** An optimiser with zero state over the given tensors. */
  public Optimizer over(Parameters parameters) {
    return switch (this) {
      case ADAM -> new Adam(parameters);
      case RMSPROP -> new RmsProp(parameters);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
