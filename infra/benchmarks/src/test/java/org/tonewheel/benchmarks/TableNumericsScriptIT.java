package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Outcome outcome =
        Outcome.ofScript(
            folder,
            "table-numerics",
            "--sides=tonewheel",
            "--processes=1",
            "--rounds=1",
            "--tables=nominal",
            "--samples=1",
            "--points=200",
            "--json=" + json);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("\\| nominal \\| first call \\| [\\d.e+]+ \\[")
        .containsPattern("\\| nominal \\| later calls \\| [\\d.e+]+ \\[")
        .containsPattern("\\| sample 1 \\| whole process \\| [\\d.e+]+ \\[");
    assertThat(Files.readString(json)).contains("\"smote\"", "\"tsne\"", "\"machine\"");
  }
}
