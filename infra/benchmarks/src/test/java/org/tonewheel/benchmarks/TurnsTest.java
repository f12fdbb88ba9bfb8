package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Turns turns(String input) {
    return new Turns(
        new BufferedReader(new StringReader(input)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @Test
  void asksForStepsWheneverThoseAllowedAreTaken() {
    Turns turns = turns("2\n3\n");
    for (int step = 0; step < 5; step++) {
      assertThat(turns.getAsBoolean()).as("stop before step %d", step).isFalse();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("waiting 0", "waiting 2");
  }

  @Test
  void endOfInput_stopsTheTraining() {
    Turns turns = turns("1\n");
    assertThat(turns.getAsBoolean()).isFalse();
    assertThat(turns.getAsBoolean()).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("waiting 0", "waiting 1");
  }

  @Test
  void lineThatIsNoCount_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> turns("0\n").getAsBoolean())
        .withMessageContaining("'0' is not a number of steps");
  }
}
