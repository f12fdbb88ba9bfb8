package org.tonewheel.tuning;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Every point of a grid once, in an order that the seed fixes, so that a search that is ended early
 * has looked everywhere a little.
 *
 * <p>On the grid are all choices, all lists of layers, and of a number {@code values} values from
 * its lowest to its highest, evenly spaced on its scale (all of them, if there are no more).
 *
 * @param values of each number, at least 1; with 1 it is the middle
 * @param seed of the order
 */
public record GridSampler(int values, long seed) implements Sampler {
  /** Most points of a grid: their order is held while one is suggested. */
  public static final int MOST_POINTS = 1_000_000;

  /**
   * @throws IllegalArgumentException if a number has no value
   */
  public GridSampler {
    if (values < 1) {
      throw new IllegalArgumentException("values is " + values + ", but must be at least 1");
    }
  }

  /**
   * How many trials the grid has.
   *
   * @throws IllegalArgumentException if it has more than {@link #MOST_POINTS}
   */
  public int points(SearchSpace space) {
    long points = 1;
    for (double[][] axis : axes(space)) {
      points *= axis.length;
      checkSize(points);
    }
    return (int) points;
  }

  /**
   * @throws IllegalArgumentException if the grid has no such trial, or too many points
   */
  @Override
  public Map<String, Object> suggest(SearchSpace space, List<TrialRecord> history, int number) {
    int points = points(space);
    if (number >= points) {
      throw new IllegalArgumentException(
          "the grid has %d points, so trial %d is one too many; ask for %d trials"
              .formatted(points, number, points));
    }
    int[] order = CounterRandom.of(seed, "grid").permuted(IntStream.range(0, points).toArray());
    int place = order[number];
    Encoding encoding = new Encoding(space);
    double[] point = new double[encoding.size()];
    int column = 0;
    for (double[][] axis : axes(space)) {
      double[] coordinates = axis[place % axis.length];
      place /= axis.length;
      System.arraycopy(coordinates, 0, point, column, coordinates.length);
      column += coordinates.length;
    }
    return encoding.decode(point);
  }

  /** The places of each parameter on the grid, encoded. */
  private double[][][] axes(SearchSpace space) {
    return space.parameters().stream().map(this::axis).toArray(double[][][]::new);
  }

  private double[][] axis(Parameter parameter) {
    Encoding encoding = new Encoding(new SearchSpace(List.of(parameter)));
    if (parameter instanceof LayersParameter layers) {
      return lists(encoding, layers);
    }
    return Arrays.stream(encoding.dimension(0).grid(values))
        .mapToObj(value -> new double[] {value})
        .toArray(double[][]::new);
  }

  private static double[][] lists(Encoding encoding, LayersParameter layers) {
    int choices = layers.units().size();
    long all = 0;
    for (int count = layers.minLayers(); count <= layers.maxLayers(); count++) {
      all += (long) Math.pow(choices, count);
      checkSize(all);
    }
    double[][] lists = new double[(int) all][encoding.size()];
    int row = 0;
    for (int count = layers.minLayers(); count <= layers.maxLayers(); count++) {
      int ofCount = (int) Math.pow(choices, count);
      for (int place = 0; place < ofCount; place++) {
        double[] list = lists[row++];
        Arrays.fill(list, Double.NaN);
        list[0] = count;
        int rest = place;
        for (int layer = 0; layer < count; layer++) {
          list[1 + layer] = rest % choices;
          rest /= choices;
        }
      }
    }
    return lists;
  }

  private static void checkSize(long points) {
    if (points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "the grid has more than %,d points; take fewer values or parameters, or another sampler"
              .formatted(MOST_POINTS));
    }
  }
}
