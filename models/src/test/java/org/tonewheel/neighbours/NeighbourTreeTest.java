package org.tonewheel.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.engine.CounterRandom;

class NeighbourTreeTest {

  /** Levels: how many values a column can have; few make many points equally far. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 5, 0",
    "2, 1, 5, 0",
    "31, 4, 5, 0",
    "33, 4, 5, 0",
    "900, 1, 7, 0",
    "900, 3, 1, 0",
    "1200, 13, 5, 0",
    "1200, 13, 91, 0",
    "700, 40, 5, 0",
    "900, 2, 6, 4",
    "1200, 13, 5, 2",
    "500, 5, 6, 1"
  })
  void nearest_areThoseOfASearchThroughAll(int points, int columns, int wanted, int levels) {
    double[] values = values(points, columns, levels);
    NeighbourTree tree = new NeighbourTree(values, columns);
    Nearest nearest = new Nearest(wanted);
    int[] found = new int[wanted];
    double[] squared = new double[wanted];
    assertThat(tree.size()).isEqualTo(points);
    for (int point = 0; point < points; point += 1 + points / 300) {
      tree.findOthers(point, nearest);
      int count = nearest.drain(found, squared, 0);
      int[] expected = nearest(values, columns, point, wanted);
      assertThat(IntStream.range(0, count).map(i -> found[i]))
          .as("of point %d", point)
          .containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new));
      for (int i = 0; i < count; i++) {
        assertThat(squared[i]).isEqualTo(distance(values, columns, point, found[i]));
      }
    }
  }

  @Test
  void valuesThatAreNoPoints_areAnError() {
    assertThatThrownBy(() -> new NeighbourTree(new double[7], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 values are no points of 3 columns");
    assertThatThrownBy(() -> new NeighbourTree(new double[0], 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Nearest(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] values(int points, int columns, int levels) {
    CounterRandom random = CounterRandom.of(7, "neighbour tree test", points, columns);
    return IntStream.range(0, points * columns)
        .mapToDouble(i -> levels == 0 ? random.normal(i) : random.below(i, levels))
        .toArray();
  }

  private static int[] nearest(double[] values, int columns, int point, int wanted) {
    return IntStream.range(0, values.length / columns)
        .filter(other -> other != point)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> distance(values, columns, point, other)))
        .mapToInt(other -> other)
        .limit(wanted)
        .toArray();
  }

  private static double distance(double[] values, int columns, int one, int other) {
    double sum = 0;
    for (int column = 0; column < columns; column++) {
      double difference = values[other * columns + column] - values[one * columns + column];
      sum += difference * difference;
    }
    return sum;
  }
}
