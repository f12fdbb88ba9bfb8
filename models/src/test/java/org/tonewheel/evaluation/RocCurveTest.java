package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with curves that {@code make_roc_goldens.py} took from scikit-learn. */
class RocCurveTest {

  private static final double TOLERANCE = 1e-12;

  static Stream<Arguments> goldens() throws IOException {
    return Goldens.cases(RocCurveTest.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void everyPoint_equalsScikitLearns(String name, JsonNode golden) {
    Scores scores = Goldens.scores(golden);
    for (int label = 0; label < scores.classes(); label++) {
      JsonNode expected = golden.get("curves").get(label);
      Optional<RocCurve> curve = RocCurve.of(scores, label);
      double area = new RocArea(scores, label, new int[scores.size()]).area(new int[] {1});
      assertThat(curve.isEmpty()).isEqualTo(expected.isNull()).isEqualTo(Double.isNaN(area));
      if (curve.isPresent()) {
        assertClose(curve.get().falsePositiveRate(), expected.get("false"));
        assertClose(curve.get().truePositiveRate(), expected.get("true"));
        assertClose(curve.get().threshold(), expected.get("threshold"));
        assertThat(curve.get().area())
            .isCloseTo(expected.get("area").asDouble(), within(TOLERANCE));
        assertThat(curve.get().area()).isCloseTo(area, within(TOLERANCE));
      }
    }
  }

  private static void assertClose(double[] values, JsonNode expected) {
    assertThat(values).hasSize(expected.size());
    for (int i = 0; i < values.length; i++) {
      double wanted =
          expected.get(i).isNull() ? Double.POSITIVE_INFINITY : expected.get(i).asDouble();
      assertThat(values[i]).isCloseTo(wanted, within(TOLERANCE));
    }
  }

  /** Of the class: 0.9, 0.5; of the other: 0.5, 0.1. */
  private static RocCurve small() {
    return RocCurve.of(
            new Scores(
                new int[] {0, 0, 1, 1},
                new double[][] {{0.9, 0.1}, {0.5, 0.5}, {0.5, 0.5}, {0.1, 0.9}}),
            0)
        .orElseThrow();
  }

  @Test
  void truePositiveRate_isTheTopOfARise_andBetweenPointsOnTheLine() {
    RocCurve curve = small();
    assertThat(curve.falsePositiveRate()).containsExactly(0, 0, 0.5, 1);
    assertThat(curve.truePositiveRate()).containsExactly(0, 0.5, 1, 1);
    assertThat(curve.truePositiveRate(0)).isEqualTo(0.5);
    assertThat(curve.truePositiveRate(0.25)).isEqualTo(0.75);
    assertThat(curve.truePositiveRate(1)).isEqualTo(1);
    assertThatThrownBy(() -> curve.truePositiveRate(1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mean_ofOneCurveWithItsBendsAtItsPoints_isThatCurve() {
    MeanRocCurve mean = MeanRocCurve.of(List.of(small(), small()), 4);
    assertThat(mean.falsePositiveRate()).containsExactly(0, 0, 0.25, 1);
    assertThat(mean.truePositiveRate()).containsExactly(0, 0.5, 0.75, 1);
  }

  @Test
  void meanOfAHundredPoints_keepsTheMeanArea() {
    SplittableRandom random = new SplittableRandom(5);
    List<RocCurve> curves = new ArrayList<>();
    for (double skill : new double[] {0, 0.5, 1, 2, 4}) {
      int size = 3_000;
      int[] truth = new int[size];
      double[][] probabilities = new double[size][];
      for (int row = 0; row < size; row++) {
        truth[row] = random.nextInt(10) == 0 ? 1 : 0;
        double logit = random.nextGaussian() + skill * (truth[row] == 1 ? 1 : -1);
        double one = 1 / (1 + Math.exp(-logit));
        probabilities[row] = new double[] {1 - one, one};
      }
      curves.add(RocCurve.of(new Scores(truth, probabilities), 1).orElseThrow());
    }
    for (RocCurve curve : curves) {
      assertThat(meanArea(List.of(curve))).isCloseTo(curve.area(), within(1e-3));
    }
    double mean = curves.stream().mapToDouble(RocCurve::area).average().orElseThrow();
    assertThat(meanArea(curves)).isCloseTo(mean, within(1e-3));
  }

  private static double meanArea(List<RocCurve> curves) {
    MeanRocCurve mean = MeanRocCurve.of(curves, 100);
    return new RocCurve(mean.falsePositiveRate(), mean.truePositiveRate(), new double[0]).area();
  }

  @Test
  void mean_needsACurveAndThreePoints() {
    assertThatThrownBy(() -> MeanRocCurve.of(List.of(), 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MeanRocCurve.of(List.of(small()), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
