package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script with Tonewheel's side alone, for scikit-learn is not there when the build runs. */
@EnabledOnOs(OS.LINUX)
class TableNumericsScriptIT {
  @TempDir private Path folder;

  @Test
  void measuresSmoteAndTsneOnMadeRows() throws IOException, InterruptedException {
    Path json = folder.resolve("figures.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "table-numerics",
                "--no-build",
                "--sides=tonewheel",
                "--processes=1",
                "--rounds=1",
                "--tables=nominal",
                "--samples=1",
                "--points=200",
                "--json=" + json));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out))
        .containsPattern("\\| nominal \\| first call \\| [\\d.e+]+ \\[")
        .containsPattern("\\| nominal \\| later calls \\| [\\d.e+]+ \\[")
        .containsPattern("\\| sample 1 \\| whole process \\| [\\d.e+]+ \\[");
    assertThat(Files.readString(json)).contains("\"smote\"", "\"tsne\"", "\"machine\"");
  }
}
