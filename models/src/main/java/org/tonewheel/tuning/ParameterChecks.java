package org.tonewheel.tuning;

/** What parameters refuse, in one form: parameter, value, what to give instead. */
final class ParameterChecks {
  private ParameterChecks() {}

  static void name(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
  }

  static void require(boolean holds, String name, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("parameter " + name + ": " + otherwise);
    }
  }

  static double number(String name, Object value) {
    require(value instanceof Number, name, "a number is needed, not " + value);
    return ((Number) value).doubleValue();
  }

  static int integer(String name, Object value) {
    double number = number(name, value);
    require(number == (int) number, name, "a whole number is needed, not " + value);
    return (int) number;
  }
}
