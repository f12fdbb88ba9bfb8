package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with curves that {@code make_comparison_goldens.py} took from scikit-learn. */
class PrecisionRecallCurveTest {
  private static final double TOLERANCE = 1e-12;

  static Stream<Arguments> goldens() throws IOException {
    return Goldens.cases(PrecisionRecallCurveTest.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void everyPoint_equalsScikitLearns(String name, JsonNode golden) {
    Scores scores = Goldens.scores(golden);
    for (int label = 0; label < scores.classes(); label++) {
      JsonNode expected = golden.get("curves").get(label);
      Optional<PrecisionRecallCurve> curve = PrecisionRecallCurve.of(scores, label);
      assertThat(curve.isEmpty()).isEqualTo(expected.isNull());
      if (curve.isPresent()) {
        Goldens.assertClose(curve.get().precision(), expected.get("precision"), TOLERANCE);
        Goldens.assertClose(curve.get().recall(), expected.get("recall"), TOLERANCE);
        Goldens.assertClose(curve.get().threshold(), expected.get("threshold"), TOLERANCE);
        assertThat(curve.get().averagePrecision())
            .isCloseTo(expected.get("average").asDouble(), within(TOLERANCE));
      }
    }
  }
}
