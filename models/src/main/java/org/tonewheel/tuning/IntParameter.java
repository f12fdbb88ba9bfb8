package org.tonewheel.tuning;

import static org.tonewheel.tuning.ParameterChecks.require;

/**
 * A whole number; its values are {@link Integer}.
 *
 * @param name what it is called
 * @param low lowest value
 * @param high highest value: {@code low} plus a multiple of {@code step}
 * @param log whether it is searched on a logarithmic scale, as batch sizes are; then {@code low} is
 *     at least 1 and {@code step} is 1
 * @param step distance of neighbouring values, at least 1
 */
public record IntParameter(String name, int low, int high, boolean log, int step)
    implements Parameter {

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public IntParameter {
    ParameterChecks.name(name);
    require(low <= high, name, "low is " + low + ", above high, which is " + high);
    require(step >= 1, name, "step is " + step + ", but must be at least 1");
    require(!log || low >= 1, name, "low is " + low + ", but a log scale begins at 1 or above");
    require(!log || step == 1, name, "step is " + step + ", but must be 1 on a log scale");
    long beyond = ((long) high - low) % step;
    require(
        beyond == 0,
        name,
        "high is %d, which steps of %d from %d do not meet; take %d"
            .formatted(high, step, low, high - beyond));
  }

  @Override
  public Integer checked(Object value) {
    int number = ParameterChecks.integer(name, value);
    require(
        number >= low && number <= high && ((long) number - low) % step == 0,
        name,
        "%d is not among %d to %d in steps of %d".formatted(number, low, high, step));
    return number;
  }
}
