package org.tonewheel.gan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against scipy's matrix root; {@code src/test/python/make_frechet_goldens.py} makes the golden
 * file.
 */
class FrechetDistanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"shifted", "unequal numbers of rows", "many columns", "one column"})
  void distance_equalsScipys(String name) throws IOException {
    JsonNode golden = golden(name);
    double expected = golden.get("distance").asDouble();
    double[][] first = JSON.convertValue(golden.get("first"), double[][].class);
    double[][] second = JSON.convertValue(golden.get("second"), double[][].class);
    assertThat(FrechetDistance.between(first, second)).isCloseTo(expected, within(1e-6 * expected));
    assertThat(FrechetDistance.between(second, first)).isCloseTo(expected, within(1e-6 * expected));
  }

  /** Of axis-parallel Gaussians: the means' distance and that of the deviations, squared. */
  @Test
  void distance_ofKnownGaussians_isExact() {
    double[][] first = cross(new double[] {1, 2, 3}, new double[] {2, 1, 0.5});
    double[][] second = cross(new double[] {1, 0, 4}, new double[] {1, 1, 4});
    assertThat(FrechetDistance.between(first, second))
        .isCloseTo((0 + 4 + 1) + (1 + 0 + 12.25), within(1e-9));
  }

  @Test
  void distance_ofASampleToItself_isZero() {
    double[][] rows = cross(new double[] {1, 2, 3}, new double[] {2, 1, 0.5});
    assertThat(FrechetDistance.between(rows, rows)).isCloseTo(0, within(1e-9));
  }

  @Test
  void fewerRowsThanColumns_stillGiveTheExactDistance() {
    double[][] first = {{1, 0, 0, 5}, {-1, 0, 0, 5}};
    double[][] second = {{0, 2, 0, 5}, {0, -2, 0, 5}};
    // covariances diag(2, 0, 0, 0) and diag(0, 8, 0, 0): their product, and its root, is zero
    assertThat(FrechetDistance.between(first, second)).isCloseTo(10, within(1e-9));
    double[][] wider = {{3, 0, 0, 4}, {-3, 0, 0, 4}};
    // deviations along the same axis are sqrt(2) and sqrt(18), means differ by 1
    assertThat(FrechetDistance.between(first, wider)).isCloseTo(1 + 8, within(1e-9));
  }

  @Test
  void equalRows_areAPoint() {
    double[][] point = {{1, 1}, {1, 1}, {1, 1}};
    double[][] other = {{4, 5}, {4, 5}};
    assertThat(FrechetDistance.between(point, other)).isCloseTo(25, within(1e-9));
  }

  /** Two points on each axis, so that the covariance is diagonal with these deviations. */
  private static double[][] cross(double[] mean, double[] deviations) {
    int columns = mean.length;
    double[][] rows = new double[2 * columns][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = mean.clone();
      double step = deviations[row / 2] * Math.sqrt((rows.length - 1) / 2.0);
      rows[row][row / 2] += row % 2 == 0 ? step : -step;
    }
    return rows;
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in =
        FrechetDistanceTest.class.getResourceAsStream("/FrechetDistanceTest/goldens.json")) {
      return JSON.readTree(in).get("cases").get(name);
    }
  }
}
