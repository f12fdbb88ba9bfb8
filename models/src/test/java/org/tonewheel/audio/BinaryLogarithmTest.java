package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryLogarithmTest {

  @Test
  void powersOfTwo_giveTheirExponents() {
    for (int exponent = -1_022; exponent < 1_024; exponent++) {
      assertThat(BinaryLogarithm.of(Math.scalb(1.0, exponent)))
          .isCloseTo(exponent, within(1e-15 * Math.max(1, Math.abs(exponent))));
    }
  }

  @Test
  void equalsTheLogarithmOfTheLibrary_withinRounding() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double x = Math.scalb(1 + random.nextDouble(), random.nextInt(-40, 40));
      double expected = Math.log(x) / Math.log(2);
      double error = Math.abs(BinaryLogarithm.of(x) - expected) / Math.max(1, Math.abs(expected));
      worst = Math.max(worst, error);
    }
    assertThat(worst).isLessThan(5e-16);
  }

  @Test
  void whatIsNoFiniteNumber_isReturnedAsItIs() {
    assertThat(BinaryLogarithm.of(Double.POSITIVE_INFINITY)).isInfinite().isPositive();
    assertThat(BinaryLogarithm.of(Double.NaN)).isNaN();
  }
}
