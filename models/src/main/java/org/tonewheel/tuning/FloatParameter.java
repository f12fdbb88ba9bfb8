package org.tonewheel.tuning;

import static org.tonewheel.tuning.ParameterChecks.require;

/**
 * A real number; its values are {@link Double}.
 *
 * @param name what it is called
 * @param low lowest value
 * @param high highest value, at least {@code low}
 * @param log whether it is searched on a logarithmic scale, as rates are; then {@code low} is above
 *     0
 */
public record FloatParameter(String name, double low, double high, boolean log)
    implements Parameter {

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public FloatParameter {
    ParameterChecks.name(name);
    require(Double.isFinite(low) && Double.isFinite(high), name, "bounds must be finite");
    require(low <= high, name, "low is " + low + ", above high, which is " + high);
    require(!log || low > 0, name, "low is " + low + ", but a log scale begins above 0");
  }

  @Override
  public Double checked(Object value) {
    double number = ParameterChecks.number(name, value);
    require(
        number >= low && number <= high,
        name,
        "%s is outside %s to %s".formatted(number, low, high));
    return number;
  }
}
