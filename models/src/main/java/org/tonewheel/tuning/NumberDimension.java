package org.tonewheel.tuning;

import java.util.Arrays;

/**
 * An axis of numbers. Densities live on its scale, on which a stepped axis is half a step longer at
 * both ends, so that the bounds have as much room as the values between.
 *
 * @param low lowest number
 * @param high highest number
 * @param log whether the scale is logarithmic
 * @param step distance of neighbours; 0 where all numbers between the bounds are allowed
 */
record NumberDimension(String name, double low, double high, boolean log, double step)
    implements Dimension {

  /** Where the scale begins. */
  double start() {
    return scaled(low - step / 2);
  }

  /** Where the scale ends. */
  double end() {
    return scaled(high + step / 2);
  }

  /** A number's place on the scale. */
  double scaled(double number) {
    return log ? Math.log(number) : number;
  }

  /** The allowed number at a place of the scale, or the nearest to it. */
  double number(double place) {
    double number = log ? Math.exp(place) : place;
    if (step > 0) {
      number = low + Math.rint((number - low) / step) * step;
    }
    return Math.min(high, Math.max(low, number));
  }

  @Override
  public boolean single() {
    return low == high;
  }

  @Override
  public double at(double share) {
    return number(start() + share * (end() - start()));
  }

  @Override
  public double[] grid(int values) {
    if (values == 1 || single()) {
      return new double[] {number((scaled(low) + scaled(high)) / 2)};
    }
    double[] grid = new double[step > 0 ? (int) Math.min(values, count()) : values];
    for (int i = 0; i < grid.length; i++) {
      double place = scaled(low) + (scaled(high) - scaled(low)) * i / (grid.length - 1);
      grid[i] = number(place);
    }
    grid[0] = low; // a logarithm and back may miss it by its last digit
    grid[grid.length - 1] = high;
    return step > 0 && values >= count() ? all() : Arrays.stream(grid).distinct().toArray();
  }

  private long count() {
    return Math.round((high - low) / step) + 1;
  }

  /** Every number of a stepped axis: on a logarithmic scale even places would miss some. */
  private double[] all() {
    double[] all = new double[(int) count()];
    Arrays.setAll(all, i -> low + i * step);
    return all;
  }
}
