package org.tonewheel.sampling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of one genre of a table, as SMOTE-NC sees them (Chawla et al., JAIR 16, 2002, section
 * 6.1): two rows of different categories are as far apart in that variable as the median of the
 * deviations of the numeric columns over the genre (population deviations, as imbalanced-learn's
 * {@code SMOTENC} takes them).
 */
final class MixedRows {
  private final NominalColumns nominal;
  private final int[] numeric;
  private final int rows;

  /** By variable: of each row the number of its category, by first appearance. */
  private final int[][] categories;

  /** By variable: how many categories there are. */
  private final int[] counts;

  /**
   * Numbers the categories.
   *
   * @param values one row after the other; not kept
   */
  MixedRows(float[] values, NominalColumns nominal) {
    this.nominal = nominal;
    numeric = nominal.of(NominalColumns.NUMERIC);
    rows = values.length / nominal.columns();
    categories = new int[nominal.count()][rows];
    counts = new int[categories.length];
    Arrays.setAll(counts, variable -> number(values, variable));
  }

  private int number(float[] values, int variable) {
    int[] columns = nominal.of(variable);
    Map<Category, Integer> known = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      float[] own = new float[columns.length];
      for (int i = 0; i < columns.length; i++) {
        own[i] = values[row * nominal.columns() + columns[i]] + 0f; // -0 is 0
      }
      Category category = new Category(own);
      Integer next = known.size();
      Integer number = known.putIfAbsent(category, next);
      categories[variable][row] = number == null ? next : number;
    }
    return known.size();
  }

  /** A category is the values of all its columns. */
  private record Category(float[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Category category && Arrays.equals(values, category.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** Values a point: the numeric columns, and one for each category. */
  int width() {
    return numeric.length + Arrays.stream(counts).sum();
  }

  /**
   * The rows as points for Euclidean distance, one after the other.
   *
   * @param values those that this was made of
   */
  double[] points(float[] values) {
    int width = width();
    double[] points = new double[Math.multiplyExact(rows, width)];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < numeric.length; i++) {
        points[row * width + i] = values[row * nominal.columns() + numeric[i]];
      }
    }
    if (counts.length > 0) {
      // Rows of two categories differ in the columns of both.
      double apart = medianDeviation(points) / Math.sqrt(2);
      int start = numeric.length;
      for (int variable = 0; variable < counts.length; variable++) {
        for (int row = 0; row < rows; row++) {
          points[row * width + start + categories[variable][row]] = apart;
        }
        start += counts[variable];
      }
    }
    return points;
  }

  private double medianDeviation(double[] points) {
    int width = width();
    double[] deviations = new double[numeric.length];
    for (int column = 0; column < deviations.length; column++) {
      double mean = 0;
      for (int row = 0; row < rows; row++) {
        mean += points[row * width + column];
      }
      mean /= rows;
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        double difference = points[row * width + column] - mean;
        squares += difference * difference;
      }
      deviations[column] = Math.sqrt(squares / rows);
    }
    Arrays.sort(deviations);
    int middle = deviations.length / 2;
    return deviations.length % 2 == 1
        ? deviations[middle]
        : (deviations[middle - 1] + deviations[middle]) / 2;
  }

  /**
   * Of some rows, one that has the category which most of them have.
   *
   * @param draw chooses among categories equally frequent: a number in [0, 1)
   */
  int mostFrequent(int variable, int[] among, double draw) {
    int[] own = categories[variable];
    int[] votes = new int[counts[variable]];
    int most = 0;
    for (int row : among) {
      most = Math.max(most, ++votes[own[row]]);
    }
    int[] foremost = new int[among.length];
    int count = 0;
    for (int row : among) {
      if (votes[own[row]] == most) {
        foremost[count++] = row;
        votes[own[row]] = 0; // each category once
      }
    }
    return foremost[(int) (draw * count)];
  }
}
