package org.tonewheel.benchmarks.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.benchmarks.Outcome;

/** The script without librosa, which is not there when the build runs. */
@EnabledOnOs(OS.LINUX)
class FeaturesScriptIT {
  private static final Path RECORDINGS = Path.of("../../../shared/data/gtzan/four");

  @TempDir private Path folder;

  @Test
  void measuresFeatures_andTheStagesBesideTheLoop() throws IOException, InterruptedException {
    Path json = folder.resolve("figures.json");
    Outcome outcome =
        Outcome.ofScript(
            folder,
            "features",
            "--audio=" + TinyMusic.write(folder.resolve("music"), 20, 70_000),
            "--sides=tonewheel",
            "--recordings=2",
            "--rounds=1",
            "--repeats=1",
            "--json=" + json);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("\\| 2048/512 \\| segments \\| \\d+ \\[")
        .containsPattern("\\| both stages \\| [\\d.]+ \\| \\d+ \\|")
        .containsPattern("\\| run: both and a report, one process \\| [\\d.]+ \\| \\d+ \\(")
        .containsPattern("\\| mel spectrogram \\| [\\d.]+ \\|");
    assertThat(Files.readString(json)).contains("\"librosa\"", "\"end-to-end\"", "\"machine\"");
  }

  @Test
  void showsWhatMemoryManyRecordingsTake() throws IOException, InterruptedException {
    assumeThat(RECORDINGS).isDirectory();
    Outcome outcome =
        Outcome.ofScript(
            folder, "features", "--measure=scale", "--counts", "20", "--audio=" + RECORDINGS);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("\\| 20 \\| ingest \\| \\d+ \\|")
        .containsPattern("\\| 20 \\| features \\| \\d+ \\|");
  }
}
