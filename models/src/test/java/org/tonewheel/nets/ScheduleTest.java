package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against PyTorch; {@code src/test/python/make_schedule_goldens.py} makes the golden file. */
class ScheduleTest {
  private static final double RATE = 0.01;
  private static final int STEPS_PER_EPOCH = 7;
  private static final int EPOCHS = 12;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void cosine_equalsPyTorchStepByStep(int warmupEpochs) throws IOException {
    JsonNode golden = goldens().path("cosine").path(String.valueOf(warmupEpochs));
    assertThat(golden).hasSize(EPOCHS * STEPS_PER_EPOCH);
    Schedule schedule = Schedule.cosine(warmupEpochs);
    for (int step = 0; step < golden.size(); step++) {
      assertThat(schedule.rate(RATE, step, STEPS_PER_EPOCH, EPOCHS, List.of()))
          .as("step %d", step)
          .isCloseTo(golden.get(step).asDouble(), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.3, 2", "0.1, 4"})
  void plateau_equalsPyTorchEpochByEpoch(double factor, int patience) throws IOException {
    JsonNode golden = goldens().path("plateau").path(factor + " " + patience);
    assertThat(golden).hasSize(41);
    Schedule schedule = Schedule.plateau(factor, patience);
    List<EpochReport> history = new ArrayList<>();
    for (int epoch = 0; epoch < golden.size(); epoch++) {
      double expected = golden.get(epoch).asDouble();
      assertThat(schedule.rate(RATE, 0, STEPS_PER_EPOCH, EPOCHS, history))
          .as("epoch %d", epoch)
          .isCloseTo(expected, within(1e-9 * expected));
      history.add(new EpochReport(epoch + 1, 40, 0, 0, epoch * 7 % 11 - epoch / 4, 0, 0));
    }
  }

  @Test
  void constant_neverMoves() {
    assertThat(Schedule.CONSTANT.rate(RATE, 83, STEPS_PER_EPOCH, EPOCHS, List.of()))
        .isEqualTo(RATE);
  }

  @Test
  void valuesOutsideTheirRanges_areErrorsThatNameThem() {
    assertThatThrownBy(() -> Schedule.plateau(1, 3)).hasMessageContaining("factor is 1.0");
    assertThatThrownBy(() -> Schedule.plateau(Double.NaN, 3)).hasMessageContaining("factor is NaN");
    assertThatThrownBy(() -> Schedule.plateau(0.1, 0)).hasMessageContaining("patience is 0");
    assertThatThrownBy(() -> Schedule.cosine(-1)).hasMessageContaining("warmupEpochs is -1");
    assertThatThrownBy(() -> new Schedule(Schedule.Kind.CONSTANT, 2, 0.1, 1))
        .hasMessageContaining("warmupEpochs is 2");
  }

  @Test
  void warmupOfAllEpochs_isAnError() {
    assertThatThrownBy(
            () ->
                new NetSettings(
                    "net5", "adam", 1, Schedule.cosine(3), 1, 3, 0, Keep.LAST, 1, 1, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warmupEpochs is 3.0, but must be below epochs");
  }

  private static JsonNode goldens() throws IOException {
    try (InputStream in = ScheduleTest.class.getResourceAsStream("/ScheduleTest/goldens.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
