package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class GridSamplerTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatParameter("rate", 1e-4, 1e-2, true),
              new IntParameter("epochs", 5, 15, false, 5),
              new CategoricalParameter("optimizer", List.of("adam", "sgd")),
              new LayersParameter("hidden", 0, 2, List.of(32, 64))));

  private static Set<Map<String, Object>> points(GridSampler grid, SearchSpace space) {
    Set<Map<String, Object>> points = new LinkedHashSet<>();
    for (int number = 0; number < grid.points(space); number++) {
      points.add(grid.suggest(space, List.of(), number));
    }
    return points;
  }

  @Test
  void everyPoint_isSuggestedOnce() {
    GridSampler grid = new GridSampler(3, 1);
    Set<Map<String, Object>> points = points(grid, SPACE);
    // rates, epochs, optimisers, lists of 0, 1 and 2 layers
    assertThat(grid.points(SPACE)).isEqualTo(3 * 3 * 2 * (1 + 2 + 4));
    assertThat(points).hasSize(grid.points(SPACE));
    assertThat(points).extracting(p -> p.get("epochs")).containsOnly(5, 10, 15);
    assertThat(points)
        .extracting(p -> p.get("hidden"))
        .contains(List.of(), List.of(64), List.of(64, 32));
  }

  @Test
  void logScale_isDividedByItsLogarithm() {
    List<Double> rates = new ArrayList<>();
    for (Map<String, Object> point : points(new GridSampler(3, 1), SPACE)) {
      rates.add((Double) point.get("rate"));
    }
    List<Double> distinct = rates.stream().distinct().sorted().toList();
    assertThat(distinct).hasSize(3);
    assertThat(distinct.get(0)).isEqualTo(1e-4);
    assertThat(distinct.get(1)).isCloseTo(1e-3, Percentage.withPercentage(1e-9));
    assertThat(distinct.get(2)).isEqualTo(1e-2);
  }

  @Test
  void moreValuesThanWholeNumbers_giveEachOnce() {
    SearchSpace space = new SearchSpace(List.of(new IntParameter("batch", 2, 9, true, 1)));
    assertThat(points(new GridSampler(20, 1), space))
        .extracting(p -> p.get("batch"))
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void seed_fixesTheOrder() {
    List<Map<String, Object>> order = List.copyOf(points(new GridSampler(3, 1), SPACE));
    assertThat(List.copyOf(points(new GridSampler(3, 1), SPACE))).isEqualTo(order);
    List<Map<String, Object>> other = List.copyOf(points(new GridSampler(3, 2), SPACE));
    assertThat(other).isNotEqualTo(order).containsExactlyInAnyOrderElementsOf(order);
  }

  @Test
  void trialBeyondTheGrid_isAnErrorThatSaysHowManyThereAre() {
    SearchSpace space =
        new SearchSpace(List.of(new CategoricalParameter("optimizer", List.of("adam", "sgd"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GridSampler(3, 1).suggest(space, List.of(), 2))
        .withMessageContaining("ask for 2 trials");
  }

  @Test
  void tooLargeAGrid_isRefused() {
    SearchSpace space =
        new SearchSpace(List.of(new LayersParameter("hidden", 1, 9, List.of(1, 2, 3, 4, 5))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GridSampler(3, 1).points(space))
        .withMessageContaining("more than 1,000,000 points");
  }
}
