package org.tonewheel.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn; {@code src/test/python/make_pca_goldens.py} makes the golden file. */
class PcaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"all components", "two of many", "fewer rows than columns", "one column"})
  void fitAndTransform_equalScikitLearns(String name) throws IOException {
    JsonNode golden = golden(name);
    Pca pca = Pca.fit(matrix(golden, "rows"), golden.get("components").size());
    assertClose(new double[][] {pca.mean()}, new double[][] {row(golden, "mean")});
    assertClose(pca.components(), matrix(golden, "components"));
    assertClose(
        new double[][] {pca.explainedVariance(), pca.explainedVarianceRatio()},
        new double[][] {row(golden, "explainedVariance"), row(golden, "explainedVarianceRatio")});
    double[][] others = matrix(golden, "others");
    double[][] transformed = matrix(golden, "transformed");
    for (int i = 0; i < others.length; i++) {
      assertClose(new double[][] {pca.transform(others[i])}, new double[][] {transformed[i]});
    }
  }

  @Test
  void equalRows_haveNoVarianceAndStillAxesOfLengthOne() {
    Pca pca = Pca.fit(new double[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}, 2);
    assertThat(pca.explainedVariance()).containsExactly(0, 0);
    assertThat(pca.explainedVarianceRatio()).containsExactly(0, 0);
    assertThat(pca.transform(new double[] {1, 2, 3})).containsExactly(0, 0);
    for (double[] axis : pca.components()) {
      double squares = 0;
      for (double entry : axis) {
        squares += entry * entry;
      }
      assertThat(squares).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void whatCannotBeFitted_isAnError() {
    assertThatThrownBy(() -> Pca.fit(new double[][] {{1, 2}}, 1))
        .hasMessageContaining("1 components cannot be had of 1 rows");
    assertThatThrownBy(() -> Pca.fit(new double[][] {{1, 2}, {3, 4}, {5, 5}}, 3))
        .hasMessageContaining("1 to 2 components");
    assertThatThrownBy(() -> Pca.fit(new double[][] {{1, 2}, {3}}, 1))
        .hasMessageContaining("rows of 2 and of 1 columns");
    assertThatThrownBy(() -> Pca.fit(new double[][] {{1, 2}, {3, Double.NaN}}, 1))
        .hasMessageContaining("column 1 holds a value that is not finite");
    assertThatThrownBy(
            () -> Pca.fit(new double[][] {{1, 2}, {3, 5}}, 1).transform(new double[] {1}))
        .hasMessageContaining("a row of 1 columns");
  }

  private static void assertClose(double[][] values, double[][] expected) {
    assertThat(values).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        double wanted = expected[i][j];
        assertThat(values[i][j]).isCloseTo(wanted, within(1e-6 * (1 + Math.abs(wanted))));
      }
    }
  }

  private static double[] row(JsonNode golden, String name) {
    return JSON.convertValue(golden.get(name), double[].class);
  }

  private static double[][] matrix(JsonNode golden, String name) {
    return JSON.convertValue(golden.get(name), double[][].class);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = PcaTest.class.getResourceAsStream("/PcaTest/goldens.json")) {
      return JSON.readTree(in).get("cases").get(name);
    }
  }
}
