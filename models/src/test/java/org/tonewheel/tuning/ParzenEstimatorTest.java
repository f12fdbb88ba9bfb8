package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParzenEstimatorTest {
  private static final int DRAWS = 40_000;

  static Stream<Dimension> dimensions() {
    return Stream.of(
        new NumberDimension("plain", -2, 3, false, 0),
        new NumberDimension("log", 1e-4, 0.1, true, 0),
        new NumberDimension("stepped", 4, 40, false, 3),
        new NumberDimension("whole log", 2, 32, true, 1),
        new ChoiceDimension("choice", 4));
  }

  private static double[] observations(Dimension dimension, SplittableRandom random) {
    // crowded at one end, so that kernels are cut off
    return random.doubles(30).map(share -> dimension.at(0.999 * share * share)).toArray();
  }

  private static double[] draws(ParzenEstimator estimator, SplittableRandom random) {
    double[] draws = new double[DRAWS];
    for (int i = 0; i < draws.length; i++) {
      int kernel = estimator.kernel(random.nextDouble());
      draws[i] = estimator.draw(kernel, 0, random.nextDouble());
    }
    return draws;
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void draws_followTheDensity(Dimension dimension) {
    SplittableRandom random = new SplittableRandom(1);
    double[] observations = observations(dimension, random);
    ParzenEstimator estimator =
        ParzenEstimator.of(List.of(dimension), new double[][] {observations});
    double[] draws = draws(estimator, random);
    if (dimension instanceof NumberDimension line && line.step() == 0) {
      assertFollowsOnALine(line, draws, estimator);
    } else {
      double all = 0;
      for (double value : dimension.grid(Integer.MAX_VALUE)) {
        double expected = Math.exp(estimator.logDensity(new double[] {value}));
        double share = Arrays.stream(draws).filter(draw -> draw == value).count() / (double) DRAWS;
        assertThat(share).as("%s at %s", dimension.name(), value).isCloseTo(expected, within(0.01));
        all += expected;
      }
      assertThat(all).isCloseTo(1, within(1e-9));
    }
  }

  /** Compares tenths of the scale; the density is summed over the middles of narrow strips. */
  private static void assertFollowsOnALine(
      NumberDimension line, double[] draws, ParzenEstimator estimator) {
    double length = line.end() - line.start();
    int[] counts = new int[10];
    for (double draw : draws) {
      counts[Math.min(9, (int) (10 * (line.scaled(draw) - line.start()) / length))]++;
    }
    double all = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = 400 * tenth;
      double expected =
          IntStream.range(from, from + 400)
                  .mapToDouble(strip -> line.number(line.start() + length * (strip + 0.5) / 4000))
                  .map(value -> Math.exp(estimator.logDensity(new double[] {value})))
                  .sum()
              * (length / 4000);
      assertThat(counts[tenth] / (double) DRAWS).isCloseTo(expected, within(0.01));
      all += expected;
    }
    assertThat(all).isCloseTo(1, within(1e-4));
  }

  @Test
  void jointDraws_stayWithTheirObservation() {
    Dimension one = new NumberDimension("one", 0, 1, false, 0);
    Dimension other = new ChoiceDimension("other", 2);
    double[] places = IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 0.1 : 0.9).toArray();
    double[] choices = IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 0 : 1).toArray();
    ParzenEstimator estimator =
        ParzenEstimator.of(List.of(one, other), new double[][] {places, choices});
    SplittableRandom random = new SplittableRandom(2);
    int together = 0;
    for (int i = 0; i < 2000; i++) {
      int kernel = estimator.kernel(random.nextDouble());
      boolean high = estimator.draw(kernel, 0, random.nextDouble()) > 0.5;
      together += high == (estimator.draw(kernel, 1, random.nextDouble()) == 1) ? 1 : 0;
    }
    assertThat(together / 2000.0).isGreaterThan(0.9);
  }
}
