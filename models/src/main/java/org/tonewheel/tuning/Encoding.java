package org.tonewheel.tuning;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A search space as axes: one for a number or a choice; for a list of layers one for how many and
 * then one for the units of each that there may be. A trial is a row of coordinates, NaN where it
 * lacks a layer.
 */
final class Encoding {
  /** That a dimension is always there. */
  private static final int ALWAYS = -1;

  private final SearchSpace space;
  private final List<Dimension> dimensions = new ArrayList<>();

  /** Of each dimension: the one that holds how many layers there are, or {@link #ALWAYS}. */
  private final List<Integer> countAt = new ArrayList<>();

  /** Of each dimension: how many layers there must be for it to be there. */
  private final List<Integer> layersNeeded = new ArrayList<>();

  Encoding(SearchSpace space) {
    this.space = space;
    for (Parameter parameter : space.parameters()) {
      add(parameter);
    }
  }

  private void add(Parameter parameter) {
    if (parameter instanceof FloatParameter number) {
      add(new NumberDimension(number.name(), number.low(), number.high(), number.log(), 0));
    } else if (parameter instanceof IntParameter number) {
      add(
          new NumberDimension(
              number.name(), number.low(), number.high(), number.log(), number.step()));
    } else if (parameter instanceof CategoricalParameter choice) {
      add(new ChoiceDimension(choice.name(), choice.choices().size()));
    } else if (parameter instanceof LayersParameter layers) {
      int count = dimensions.size();
      add(
          new NumberDimension(
              layers.name() + ".layers", layers.minLayers(), layers.maxLayers(), false, 1));
      for (int layer = 1; layer <= layers.maxLayers(); layer++) {
        add(
            new ChoiceDimension(layers.name() + ".units" + layer, layers.units().size()),
            layer <= layers.minLayers() ? ALWAYS : count,
            layer);
      }
    }
  }

  private void add(Dimension dimension) {
    add(dimension, ALWAYS, 0);
  }

  private void add(Dimension dimension, int count, int needed) {
    dimensions.add(dimension);
    countAt.add(count);
    layersNeeded.add(needed);
  }

  /** How many axes there are. */
  int size() {
    return dimensions.size();
  }

  Dimension dimension(int index) {
    return dimensions.get(index);
  }

  /** Axes that every trial has a coordinate on. */
  int[] always() {
    return IntStream.range(0, size()).filter(i -> countAt.get(i) == ALWAYS).toArray();
  }

  /** Whether a point has a coordinate on the axis, by its axes before that one. */
  boolean present(int index, double[] point) {
    int count = countAt.get(index);
    return count == ALWAYS || point[count] >= layersNeeded.get(index);
  }

  /** The trials as rows. */
  double[][] encode(List<TrialRecord> trials) {
    return trials.stream().map(this::encode).toArray(double[][]::new);
  }

  private double[] encode(TrialRecord trial) {
    double[] row = new double[size()];
    int index = 0;
    for (Parameter parameter : space.parameters()) {
      Object value = value(trial, parameter);
      if (parameter instanceof CategoricalParameter choice) {
        row[index++] = choice.choices().indexOf(value);
      } else if (parameter instanceof LayersParameter layers) {
        List<?> list = (List<?>) value;
        row[index++] = list.size();
        for (int layer = 0; layer < layers.maxLayers(); layer++) {
          row[index++] = layer < list.size() ? layers.units().indexOf(list.get(layer)) : Double.NaN;
        }
      } else {
        row[index++] = ((Number) value).doubleValue();
      }
    }
    return row;
  }

  private static Object value(TrialRecord trial, Parameter parameter) {
    Object value = trial.values().get(parameter.name());
    try {
      return parameter.checked(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trial %d is not of this space: %s".formatted(trial.number(), e.getMessage()), e);
    }
  }

  /** The point's values, each in its parameter's own type. */
  Map<String, Object> decode(double[] point) {
    ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
    int index = 0;
    for (Parameter parameter : space.parameters()) {
      if (parameter instanceof CategoricalParameter choice) {
        values.put(choice.name(), choice.choices().get((int) point[index++]));
      } else if (parameter instanceof LayersParameter layers) {
        List<Integer> list = new ArrayList<>();
        int count = (int) point[index++];
        for (int layer = 0; layer < count; layer++) {
          list.add(layers.units().get((int) point[index + layer]));
        }
        index += layers.maxLayers();
        values.put(layers.name(), List.copyOf(list));
      } else if (parameter instanceof IntParameter number) {
        values.put(number.name(), (int) Math.rint(point[index++]));
      } else {
        values.put(parameter.name(), point[index++]);
      }
    }
    return values.buildOrThrow();
  }

  /** The given columns, one array each, of those rows that have a coordinate in all of them. */
  static double[][] columns(double[][] rows, List<Integer> columns) {
    double[][] whole = new double[rows.length][];
    int count = 0;
    for (double[] row : rows) {
      if (columns.stream().noneMatch(column -> Double.isNaN(row[column]))) {
        whole[count++] = row;
      }
    }
    double[][] picked = new double[columns.size()][count];
    for (int i = 0; i < picked.length; i++) {
      for (int row = 0; row < count; row++) {
        picked[i][row] = whole[row][columns.get(i)];
      }
    }
    return picked;
  }
}
