package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.LabelledRows;
import org.tonewheel.nets.MappedSamples;
import org.tonewheel.nets.MappedSet;

class TrainingStepsTest {
  @TempDir private Path folder;

  private BenchmarkTraining net5() throws IOException {
    Path set = folder.resolve("rows.f32");
    Random random = new Random(1);
    try (MappedSet.Writer writer = MappedSet.Writer.create(set, 16 * 33)) {
      for (int row = 0; row < 6; row++) {
        float[] values = new float[16 * 33];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat();
        }
        writer.append(values);
      }
    }
    String[] arguments = {"net5", set.toString(), "4", "2", "3", "1e-4"};
    return BenchmarkTraining.parse(arguments);
  }

  @Test
  void takesStepsAndEvaluatesAsItsInputSays() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    TrainingSteps.run(
        net5(),
        folder.resolve("training"),
        new BufferedReader(new StringReader("go\n1\n2\n")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSize(6)
        .startsWith("idle", "waiting 0", "waiting 1")
        .anyMatch(line -> line.matches("epoch 1 2\\.\\d{6}"))
        .endsWith("waiting 3", "stopped");
  }

  @Test
  void gan_takesStepsAsItsInputSays() throws IOException {
    Path samples = folder.resolve("samples.i16");
    try (MappedSamples.Writer writer = MappedSamples.Writer.create(samples, 3)) {
      for (int row = 0; row < 10; row++) {
        writer.append(new short[] {(short) row, 1000, -1000});
      }
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    TrainingSteps.run(
        new BenchmarkGan(samples, 3, 6, 2, 1e-4),
        folder.resolve("gan"),
        new BufferedReader(new StringReader("go\n1\n2\n")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSize(6)
        .startsWith("idle", "waiting 0", "waiting 1")
        .anyMatch(line -> line.matches("epoch 1 0\\.\\d{6}"))
        .endsWith("waiting 3", "stopped");
  }

  @Test
  void rowsRepeatUntilThereAreEnough() throws IOException {
    LabelledRows rows = net5().rows();
    assertThat(rows.trainRows()).containsExactly(0, 1, 2, 3, 4, 5, 0, 1);
    assertThat(rows.validationRows()).containsExactly(0, 1, 2);
  }

  @Test
  void argumentsTooFew_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchmarkTraining.parse(new String[] {"net5"}))
        .withMessageContaining("VALIDATION_ROWS");
  }
}
