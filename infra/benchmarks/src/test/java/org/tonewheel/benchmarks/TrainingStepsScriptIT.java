package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script with Tonewheel's side alone, for PyTorch is not there when the build runs. */
@EnabledOnOs(OS.LINUX)
class TrainingStepsScriptIT {
  @TempDir private Path folder;

  @Test
  void measuresStepsInTurns() throws IOException, InterruptedException {
    Path json = folder.resolve("figures.json");
    Outcome outcome =
        Outcome.ofScript(
            folder,
            "training-steps",
            "--nets=net5",
            "--sides=tonewheel",
            "--processes=2",
            "--rounds=2",
            "--steps=3",
            "--warm-up=2",
            "--measure=speed",
            "--json=" + json);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("| net | tonewheel ms |")
        .containsPattern("\\| net5 \\| [\\d.]+ \\[[\\d.]+, [\\d.]+] \\|");
    assertThat(Files.readString(json)).contains("\"speed\"", "\"machine\"");
  }

  @Test
  void unknownNet_isAnErrorThatNamesThose() throws IOException, InterruptedException {
    Outcome outcome = Outcome.ofScript(folder, "training-steps", "--nets=net9");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("'net9' is none of net1, net2, net3, net5");
  }
}
