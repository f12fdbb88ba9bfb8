package org.tonewheel.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetEvaluatorTest {
  @TempDir private Path folder;

  private static String question(double rate, int seed) {
    return """
        {"values": {"rate": %s, "dropout": 0.1, "weightDecay": 1e-4, "batch": 32,\
         "hidden": [64, 64]}, "trial": 3, "seed": %d}\
        """
        .formatted(rate, seed);
  }

  private List<String> answers(String... questions) throws IOException {
    NetRows rows = NetRows.read(TinyTable.write(folder.resolve("table.csv"), 60), 120);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new NetEvaluator(rows)
        .run(
            new BufferedReader(new StringReader(String.join("\n", questions))),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static double value(String answer) {
    assertThat(answer).matches("\\{\"value\":[\\d.E-]+}");
    return Double.parseDouble(answer.replaceAll("[^\\d.E-]", ""));
  }

  @Test
  void valueIsTheValidationLoss_fixedBySettingsAndSeedAlone() throws IOException {
    List<String> answers =
        answers(question(0.01, 1), question(0.01, 2), question(1e-4, 1), question(0.01, 1));
    assertThat(answers).hasSize(5).startsWith("{\"ready\":true}");
    assertThat(value(answers.get(1))).isLessThan(Math.log(2)).isLessThan(value(answers.get(3)));
    assertThat(answers.get(2)).isNotEqualTo(answers.get(1));
    assertThat(answers.get(4)).isEqualTo(answers.get(1));
    assertThat(answers(question(0.01, 1)).get(1)).isEqualTo(answers.get(1));
  }

  @Test
  void settingsOutsideOfTheSpace_areAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answers(question(1, 1)))
        .withMessageContaining("rate");
  }

  @Test
  void aThirdOfTheRowsIsWatched_ofEachGenreItsShare() throws IOException {
    NetRows rows = NetRows.read(TinyTable.write(folder.resolve("table.csv"), 60), 90);
    assertThat(rows.domain().genres()).containsExactly("Blues", "Rap");
    assertThat(rows.domain().features()).hasSize(13);
    assertThat(rows.training().size()).isEqualTo(60);
    assertThat(rows.validation().size()).isEqualTo(30);
    assertThat(Arrays.stream(rows.training().labels()).sum()).isEqualTo(30);
    assertThat(Arrays.stream(rows.validation().labels()).sum()).isEqualTo(15);
  }

  @Test
  void rowThatCannotBeUsed_isAnErrorThatNamesIt() throws IOException {
    Path table = TinyTable.write(folder.resolve("table.csv"), 2);
    Files.writeString(table, Files.readString(table).replace(",C#,", ",H,"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetRows.read(table, 4))
        .withMessageContaining("table.csv")
        .withMessageContaining("row 2")
        .withMessageContaining("key");
  }
}
