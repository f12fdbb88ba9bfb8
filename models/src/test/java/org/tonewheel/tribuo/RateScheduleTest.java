package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden file is written by {@code src/test/python/make_ffn_goldens.py}. */
class RateScheduleTest {
  private static final double RATE = 1e-2;

  @ParameterizedTest
  @CsvSource({
    "COSINE, 1", "COSINE, 2", "COSINE, 10", "COSINE, 37",
    "ONE_CYCLE, 1", "ONE_CYCLE, 2", "ONE_CYCLE, 10", "ONE_CYCLE, 37"
  })
  void ratesAndMomenta_equalPyTorchsStepByStep(RateSchedule schedule, int steps)
      throws IOException {
    JsonNode golden = goldens().path(schedule.id()).path(String.valueOf(steps));
    assertThat(golden.path("rates")).hasSize(steps);
    for (int step = 0; step < steps; step++) {
      assertThat(schedule.rate(RATE, step, steps))
          .as("rate of step %d", step)
          .isCloseTo(golden.path("rates").get(step).doubleValue(), within(1e-14));
      assertThat(schedule.momentum(step, steps))
          .as("momentum of step %d", step)
          .isCloseTo(golden.path("momenta").get(step).doubleValue(), within(1e-14));
    }
  }

  @Test
  void constant_neverMoves() {
    assertThat(RateSchedule.CONSTANT.rate(RATE, 36, 37)).isEqualTo(RATE);
    assertThat(RateSchedule.CONSTANT.momentum(36, 37)).isEqualTo(0.9);
  }

  @Test
  void ids_areTheNamesInExperiments() {
    assertThat(RateSchedule.values())
        .extracting(RateSchedule::id)
        .containsExactly("constant", "cosine", "one-cycle");
  }

  private static JsonNode goldens() throws IOException {
    try (InputStream in =
        RateScheduleTest.class.getResourceAsStream("/RateScheduleTest/torch.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
