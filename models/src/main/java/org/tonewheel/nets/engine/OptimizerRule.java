package org.tonewheel.nets.engine;

import java.util.Arrays;
import java.util.Locale;

/** The optimisers by name, each with PyTorch's default constants. */
public enum OptimizerRule {
  ADAM,
  RMSPROP;

  /** Running averages that it holds for each parameter. */
  public int averages() {
    return switch (this) {
      case ADAM -> 2;
      case RMSPROP -> 1;
    };
  }

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
    return over(parameters, 0.9);
  }

  /**
   * An optimiser with zero state over the given tensors.
   *
   * @param beta1 share of the past in Adam's mean gradient; RMSprop has none
   */
  public Optimizer over(Parameters parameters, double beta1) {
    return switch (this) {
      case ADAM -> new Adam(parameters, beta1, 0.999, 1e-8);
      case RMSPROP -> new RmsProp(parameters);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
