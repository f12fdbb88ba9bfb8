package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.table.SongTable;

/** What a scheduler is told of figures, on a small table, in this process. */
class VerdictIT {
  private static final String MORE =
      """
      tableSets:
        plain: {encode: one-hot}
      splits:
        artist: {protocol: group, group: artist, fractions: {train: 0.6, validation: 0.2, test: 0.2}}
      branches:
        - {net: logistic, features: plain, epochs: 5}
        - {net: forest, features: plain, trees: 5}
      """;

  @TempDir static Path folder;
  static Path table;
  static Path run;
  static Outcome first;

  @BeforeAll
  static void runOnce() throws Exception {
    table = SongTable.write(folder.resolve("songs.csv"), SongTable.songs(400));
    run = folder.resolve("run");
    first =
        runWith("{thresholds: [{metric: logLoss, atMost: 50, by: point}]}", "--fail-on-verdict");
  }

  private static Outcome runWith(String report, String... more) throws IOException {
    Path experiment =
        Files.writeString(
            folder.resolve("songs.yaml"), SongTable.COLUMNS + MORE + "report: " + report + "\n");
    String[] command = new String[4 + more.length];
    command[0] = "run";
    command[1] = "--experiment=" + experiment;
    command[2] = "--input=" + table;
    command[3] = "--run=" + run;
    System.arraycopy(more, 0, command, 4, more.length);
    return tonewheel(command);
  }

  private static JsonNode metrics() throws IOException {
    return Json.read(run.resolve("report/metrics.json"), JsonNode.class);
  }

  @Test
  void figuresThatPass_endWithZero_andTheLastLineSaysSo() throws Exception {
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.json().get("verdict")).isEqualTo("passed");
  }

  @Test
  void changedThresholds_redoTheReportAlone_andFailTheCommandWhereAsked() throws Exception {
    Path model = run.resolve("models/forest-plain-artist-s42/COMMIT.json");
    FileTime trained = Files.getLastModifiedTime(model);
    Outcome strict = runWith("{thresholds: [{atLeast: 1, by: point}], baseline: forest-plain}");
    assertThat(strict.exit()).as("without the flag: " + strict.err()).isZero();
    assertThat(strict.json().get("verdict")).isEqualTo("failed");
    assertThat(Files.getLastModifiedTime(model)).as("not trained again").isEqualTo(trained);
    assertThat(metrics().path("verdict").path("outcome").asText()).isEqualTo("failed");
    for (JsonNode branch : metrics().path("branches")) {
      assertThat(branch.path("versus").path("against").asText(null))
          .isEqualTo(branch.path("net").asText().equals("forest") ? null : "forest-plain-artist");
      assertThat(branch.has("parameters"))
          .isEqualTo(branch.path("net").asText().equals("logistic"));
    }

    Outcome report = tonewheel("report", "--run=" + run, "--fail-on-verdict");
    assertThat(report.exit()).isEqualTo(3);
    assertThat(report.json().get("verdict")).isEqualTo("failed");
    assertThat(report.json().get("state")).isEqualTo("skipped");
    assertThat(tonewheel("report", "--run=" + run).exit()).isZero();
  }

  @Test
  void earlierRunThatIsNotThere_isUndecided_andDoesNotPass() throws Exception {
    Outcome outcome =
        runWith("{thresholds: [{atLeast: -1, against: gone-1}]}", "--fail-on-verdict");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.json().get("verdict")).isEqualTo("undecided");
  }

  @Test
  void flagWithoutThresholds_isRefused() throws Exception {
    Outcome outcome = runWith("{}", "--fail-on-verdict");
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err()).contains("--fail-on-verdict, but the experiment has no");
  }
}
