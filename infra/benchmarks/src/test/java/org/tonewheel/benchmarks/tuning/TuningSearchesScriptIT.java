package org.tonewheel.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.benchmarks.Outcome;

/** The script's arguments and its tests, for Optuna is not there when the build runs. */
@EnabledOnOs(OS.LINUX)
class TuningSearchesScriptIT {
  @TempDir private Path folder;

  private Outcome script(String... options) throws IOException, InterruptedException {
    return Outcome.ofScript(folder, "tuning-searches", options);
  }

  @Test
  void unknownFunction_isAnErrorThatNamesThose() throws IOException, InterruptedException {
    Outcome outcome = script("--functions=sphere");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("'sphere' is none of branin, hartmann6");
  }

  @Test
  void problemWithoutEvaluator_isAnError() throws IOException, InterruptedException {
    Outcome outcome = script("--problem=net.json");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--problem and --evaluator need each other");
  }

  @Test
  void netWithoutItsTable_isAnError() throws IOException, InterruptedException {
    Outcome outcome = script("--problem=net", "--csv=none.csv");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--csv: there is no file none.csv");
  }

  /** Tonewheel's own side stands in for Optuna's, so that both must find the same. */
  @Test
  void net_isTrainedForBothSides() throws IOException, InterruptedException {
    Path table = TinyTable.write(folder.resolve("table.csv"), 30);
    Path python = folder.resolve("python");
    Files.writeString(
        python,
        "#!/bin/sh\nexec '%s' -cp 'target/classes:%s' %s\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Files.readString(Path.of("target/classpath")).strip(),
                SearchSide.class.getName()));
    assertThat(python.toFile().setExecutable(true)).isTrue();
    Outcome outcome =
        script("--problem=net", "--csv=" + table, "--optuna=" + python, "--seeds=2", "--trials=12");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "\\| net \\| multivariate \\| [\\d.e-]+ \\| ([\\d.e-]+) \\| \\1 \\| 0 \\[0, 0] \\|");
  }

  /** Both tests' figures are SciPy's: wilcoxon(mode exact) and t.ppf(0.975, 19). */
  @Test
  void pairedTests_areExact() throws IOException, InterruptedException {
    Outcome outcome =
        Outcome.of(
            folder,
            "python3",
            "-B",
            "-c",
            """
            import sys
            sys.path.insert(0, "src/main/python")
            from search_tables import holm, signed_rank, t_quantile
            print(*("%.8f" % p for p in signed_rank([1.5, -0.5, 2.0, 3.0, -1.0, 4.0, 2.5, 6.0])))
            print("%.8f" % signed_rank([0.0, 0.0])[0])
            print("%.5f" % t_quantile(19))
            print(*("%.3f" % p for p in holm([0.01, 0.04, 0.03])))
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .containsExactly("0.01953125 0.98828125", "1.00000000", "2.09302", "0.030 0.060 0.060");
  }
}
