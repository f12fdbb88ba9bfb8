package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedForwardRunTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeRows() throws IOException {
    Random random = new Random(1);
    for (String side : List.of("train", "validation", "test")) {
      ByteBuffer values = ByteBuffer.allocate(40 * 3 * 4).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer labels = ByteBuffer.allocate(40 * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (int row = 0; row < 40; row++) {
        for (int column = 0; column < 3; column++) {
          values.putFloat((float) random.nextGaussian() + (row % 2 == 0 ? 5 : -5));
        }
        labels.putInt(row % 2);
      }
      Files.write(folder.resolve(side + ".f32"), values.array());
      Files.write(folder.resolve(side + ".i32"), labels.array());
    }
  }

  private List<String> run(String mode, String input) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String[] arguments = {mode, folder.toString(), "8/4", "0.1", "1e-2", "20", "30", "1"};
    FeedForwardRun.run(
        arguments,
        new BufferedReader(new StringReader(input)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void steps_areTakenAsItsInputSays() throws IOException {
    assertThat(run("steps", "go\n1\n2\n"))
        .hasSize(6)
        .startsWith("idle", "waiting 0", "waiting 1")
        .anyMatch(line -> line.matches("epoch 1 \\d\\.\\d{6}"))
        .endsWith("waiting 3", "stopped");
  }

  @Test
  void train_printsTheAccuracyOfTheTestSide() throws IOException {
    assertThat(run("train", "")).contains("accuracy 1.000000");
  }

  @Test
  void otherModes_areErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("both", ""))
        .withMessage("'both' is neither steps nor train");
  }
}
