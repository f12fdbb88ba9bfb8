package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with what {@code make_comparison_goldens.py} took from scikit-learn. */
class CalibrationTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> goldens() throws IOException {
    return Goldens.cases(CalibrationTest.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void everyBin_equalsScikitLearns(String name, JsonNode golden) {
    JsonNode expected = golden.get("calibration");
    Calibration calibration = Calibration.of(Goldens.scores(golden), 15);
    Goldens.assertClose(
        calibration.bins().stream().mapToDouble(Calibration.Bin::accuracy).toArray(),
        expected.get("accuracy"),
        TOLERANCE);
    Goldens.assertClose(
        calibration.bins().stream().mapToDouble(Calibration.Bin::confidence).toArray(),
        expected.get("confidence"),
        TOLERANCE);
    Goldens.assertClose(
        calibration.bins().stream().mapToDouble(Calibration.Bin::examples).toArray(),
        expected.get("examples"),
        0);
    assertThat(calibration.expectedError())
        .isCloseTo(expected.get("expectedError").asDouble(), within(TOLERANCE));
    assertThat(calibration.largestError())
        .isCloseTo(expected.get("largestError").asDouble(), within(TOLERANCE));
  }

  @Test
  void modelThatIsRightAsOftenAsItSays_hasNoError() {
    Scores scores =
        new Scores(
            new int[] {0, 0, 0, 1},
            new double[][] {{0.75, 0.25}, {0.75, 0.25}, {0.75, 0.25}, {0.75, 0.25}});
    assertThat(Calibration.of(scores, 10))
        .isEqualTo(new Calibration(List.of(new Calibration.Bin(4, 0.75, 0.75)), 0, 0));
  }

  @Test
  void noBins_areRefused() {
    Scores one = new Scores(new int[] {0}, new double[][] {{1}});
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.of(one, 0));
  }
}
