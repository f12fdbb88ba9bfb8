package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDistributionTest {
  /** From {@code mpmath} with 50 digits: log((erf(b/sqrt2) - erf(a/sqrt2)) / 2). */
  @ParameterizedTest
  @CsvSource({
    "-1, 1, -0.38171514630212607",
    "-0.5, 2.5, -0.37796746362042687",
    "0, 3, -0.69585062764542127",
    "1, 1.5, -2.3876196688239346",
    "-7, -4, -10.360101526936586",
    "-6, -5.5, -17.832728824880468",
    "-40, -39.5, -784.72087910662401",
    "12, 12.25, -75.459110707036354",
    "-5.2, -4.9, -14.784308443231173",
    "-1e-3, 1e-3, -7.13354679829352"
  })
  void logBetween_keepsItsDigitsInBothTails(double from, double to, double expected) {
    assertThat(NormalDistribution.logBetween(from, to))
        .isCloseTo(expected, Percentage.withPercentage(1e-8));
    assertThat(NormalDistribution.logBetween(-to, -from))
        .isCloseTo(expected, Percentage.withPercentage(1e-8));
  }

  @Test
  void quantile_undoesBelow() {
    for (double x = -8; x <= 5; x += 0.25) {
      assertThat(NormalDistribution.quantile(NormalDistribution.below(x)))
          .isCloseTo(x, within(1e-8));
    }
  }
}
