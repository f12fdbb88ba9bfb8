package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Compares tests and their correction with what {@code make_comparison_goldens.py} took. */
class McNemarTest {

  @Test
  void probability_equalsStatsmodels() throws IOException {
    JsonNode pairs = Goldens.of(McNemarTest.class).get("pairs");
    assertThat(pairs).hasSizeGreaterThan(5);
    for (JsonNode pair : pairs) {
      double p = McNemar.of(pair.get("onlyFirst").asInt(), pair.get("onlySecond").asInt()).p();
      assertThat(p).isCloseTo(pair.get("p").asDouble(), within(1e-9));
    }
  }

  @Test
  void onlyExamplesThatOneAloneGotRight_count() {
    double[] zero = {0.9, 0.1};
    double[] one = {0.2, 0.8};
    int[] truth = {0, 0, 1, 1, 1};
    McNemar test =
        McNemar.of(
            new Scores(truth, new double[][] {zero, zero, one, zero, one}),
            new Scores(truth, new double[][] {zero, one, zero, one, zero}));
    assertThat(test).isEqualTo(new McNemar(3, 1, 0.625));
  }

  @Test
  void otherExamples_areRefused() {
    Scores first = new Scores(new int[] {0}, new double[][] {{1, 0}});
    Scores second = new Scores(new int[] {1}, new double[][] {{1, 0}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McNemar.of(first, second))
        .withMessageContaining("different examples");
  }

  @Test
  void holmsCorrection_equalsStatsmodels() throws IOException {
    for (JsonNode one : Goldens.of(McNemarTest.class).get("corrections")) {
      double[] given = Goldens.numbers(one.get("given"));
      Goldens.assertClose(HolmCorrection.adjust(given), one.get("holm"), 1e-12);
    }
    assertThat(HolmCorrection.adjust(new double[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HolmCorrection.adjust(new double[] {1.5}));
  }
}
