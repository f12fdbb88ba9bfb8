package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixtureWeightsTest {
  private static final int EXAMPLES = 400;

  /** A classifier of two classes that is right about some examples, and as sure as that. */
  private static Scores classifier(long seed, double share) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[EXAMPLES][];
    int[] truth = new int[EXAMPLES];
    for (int row = 0; row < EXAMPLES; row++) {
      truth[row] = row % 2;
      double right = random.nextDouble() < share ? 0.8 : 0.3;
      rows[row] = row % 2 == 0 ? new double[] {right, 1 - right} : new double[] {1 - right, right};
    }
    return new Scores(truth, rows);
  }

  private static double loss(Scores one, Scores other, double share) {
    double sum = 0;
    for (int row = 0; row < EXAMPLES; row++) {
      int label = one.truth()[row];
      double given = share * one.probabilities()[row][label];
      sum -= Math.log(given + (1 - share) * other.probabilities()[row][label]);
    }
    return sum / EXAMPLES;
  }

  @Test
  void sharesAreThoseOfTheLeastLoss() {
    Scores good = classifier(1, 0.7);
    Scores fair = classifier(2, 0.6);

    double[] shares = MixtureWeights.of(List.of(good, fair));

    double best = 0;
    for (int percent = 0; percent <= 1000; percent++) {
      double share = percent / 1000.0;
      best = loss(good, fair, share) < loss(good, fair, best) ? share : best;
    }
    assertThat(best).as("neither alone").isBetween(0.4, 0.95);
    assertThat(shares[0]).isCloseTo(best, within(0.001));
    assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void classifierThatKnowsNothingMore_getsNothing() {
    Scores good = classifier(1, 0.9);
    Scores even =
        new Scores(
            good.truth(),
            Arrays.stream(good.truth())
                .mapToObj(truth -> new double[] {0.2 + 0.6 * truth, 0.8 - 0.6 * truth})
                .toArray(double[][]::new));

    assertThat(MixtureWeights.of(List.of(even, good))[0]).isCloseTo(0, within(1e-3));
  }

  @Test
  void equalClassifiers_haveEqualShares() {
    Scores one = classifier(1, 0.7);

    assertThat(MixtureWeights.of(List.of(one, one, one)))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
  }

  @Test
  void exampleThatNobodyGivesAChance_changesNothing() {
    Scores one = new Scores(new int[] {0, 0}, new double[][] {{0.5, 0.5}, {0, 1}});
    Scores other = new Scores(new int[] {0, 0}, new double[][] {{0.9, 0.1}, {0, 1}});

    assertThat(MixtureWeights.of(List.of(one, other))[1]).isCloseTo(1, within(1e-3));
    Scores none = new Scores(new int[] {0}, new double[][] {{0, 1}});
    assertThat(MixtureWeights.of(List.of(none, none))).containsExactly(0.5, 0.5);
  }

  @Test
  void otherExamples_areAnError() {
    Scores one = new Scores(new int[] {0}, new double[][] {{0.5, 0.5}});
    Scores other = new Scores(new int[] {1}, new double[][] {{0.5, 0.5}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MixtureWeights.of(List.of(one, other)))
        .withMessage("the classifiers have not the same examples");
    assertThatIllegalArgumentException().isThrownBy(() -> MixtureWeights.of(List.of()));
  }
}
