package org.tonewheel.sampling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which columns of a table hold categories rather than quantities. A variable may take several
 * columns, as where each category has one of its own (one-hot): then the values of all of them
 * together are the category.
 *
 * @param variables by column, the number of the variable that it belongs to, from 0; {@link
 *     #NUMERIC} for a column of quantities
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record NominalColumns(int[] variables) {
  /** The column holds a quantity. */
  public static final int NUMERIC = -1;

  /**
   * Checks that variables are numbered without gaps.
   *
   * @throws IllegalArgumentException if they are not, or no column is numeric
   */
  public NominalColumns {
    variables = variables.clone();
    int count = Arrays.stream(variables).max().orElse(NUMERIC) + 1;
    for (int variable = 0; variable < count; variable++) {
      int wanted = variable;
      if (Arrays.stream(variables).noneMatch(own -> own == wanted)) {
        throw new IllegalArgumentException(
            "there is a nominal variable %d, but no column of variable %d"
                .formatted(count - 1, variable));
      }
    }
    if (Arrays.stream(variables).anyMatch(variable -> variable < NUMERIC)
        || Arrays.stream(variables).noneMatch(variable -> variable == NUMERIC)) {
      throw new IllegalArgumentException(
          "variables of columns are %s; a numeric column has %d, and one at least must be such"
              .formatted(Arrays.toString(variables), NUMERIC));
    }
  }

  /** All columns are numeric. */
  public static NominalColumns none(int columns) {
    return of(new boolean[columns]);
  }

  /** Each nominal column is a variable of its own. */
  public static NominalColumns of(boolean[] nominal) {
    int[] variables = new int[nominal.length];
    int next = 0;
    for (int column = 0; column < nominal.length; column++) {
      variables[column] = nominal[column] ? next++ : NUMERIC;
    }
    return new NominalColumns(variables);
  }

  /**
   * Nominal columns made of one input are one variable, as one-hot columns are.
   *
   * @param inputs by column, the name of what it was made of
   */
  public static NominalColumns of(boolean[] nominal, List<String> inputs) {
    Map<String, Integer> known = new HashMap<>();
    int[] variables = new int[nominal.length];
    for (int column = 0; column < nominal.length; column++) {
      variables[column] = NUMERIC;
      if (nominal[column]) {
        known.putIfAbsent(inputs.get(column), known.size());
        variables[column] = known.get(inputs.get(column));
      }
    }
    return new NominalColumns(variables);
  }

  /** The number of columns. */
  int columns() {
    return variables.length;
  }

  /** The number of nominal variables. */
  int count() {
    return Arrays.stream(variables).max().orElse(NUMERIC) + 1;
  }

  /** The columns of a variable, or those of quantities. */
  int[] of(int variable) {
    return IntStream.range(0, variables.length)
        .filter(column -> variables[column] == variable)
        .toArray();
  }
}
