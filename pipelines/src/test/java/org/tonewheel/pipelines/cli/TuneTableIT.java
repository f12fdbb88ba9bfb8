package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.table.SongTable;
import org.tonewheel.pipelines.tuning.StudyFolder;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialState;

/** A search on a small table, by the command line. */
class TuneTableIT {
  private static final String MORE =
      """
      tableSets:
        plain: {encode: one-hot}
        quantiles: {encode: one-hot, scale: normal-quantiles}
      splits:
        row: {protocol: row, fractions: {train: 0.8, validation: 0.1, test: 0.1}}
        artist: {protocol: group, group: artist, fractions: {train: 0.8, validation: 0.1, test: 0.1}}
      tuning:
        net:
          branch: {net: ffn, split: artist, epochs: 3}
          space:
            features: {choices: [plain, quantiles]}
            smote: {choices: [true, false]}
            schedule: {choices: [constant, one-cycle]}
            rate: {low: 1e-3, high: 0.1, log: true}
            hidden: {layers: [1, 2], units: [4, 8]}
          trials: 5
          parallel: 2
          startup: 2
        trees:
          branch: {net: boosting, features: plain, split: row, trees: 5}
          space: {depth: {low: 1, high: 3}, subsample: {low: 0.5, high: 1}}
          sampler: random
          objective: macroF1
          trials: 4
      """;

  @TempDir Path folder;

  @Test
  void studiesOfATable_areSearched_withoutAnyBranch_andTheLeakySplitIsMarked() throws Exception {
    Path table = SongTable.write(folder.resolve("songs.csv"), SongTable.songs(400));
    Path experiment = Files.writeString(folder.resolve("songs.yaml"), SongTable.COLUMNS + MORE);
    Path run = folder.resolve("run");
    String[] command = {
      "run", "--experiment=" + experiment, "--input=" + table, "--run=" + run, "--tune"
    };
    Outcome searched = tonewheel(command);
    assertThat(searched.exit()).as(searched.err()).isZero();
    assertThat((Map<?, ?>) searched.json().get("counts"))
        .extracting("tracks", "studies", "trials")
        .containsExactly(400, 2, 9);
    Study net = new StudyFolder(RunDirectory.at(run), "net").read().orElseThrow();
    assertThat(net.trials())
        .extracting("state")
        .doesNotContain(TrialState.FAILED, TrialState.RUNNING);
    Study trees = new StudyFolder(RunDirectory.at(run), "trees").read().orElseThrow();
    assertThat(trees.trials())
        .allSatisfy(trial -> assertThat(trial.intermediate()).as("has no epochs").isEmpty());
    assertThat(trees.best().orElseThrow().value()).isBetween(0.6, 1.0);
    assertThat(run.resolve("tuning/trees/best.yaml")).content().contains("# UNSAFE");
    assertThat(run.resolve("tuning/net/best.yaml")).content().doesNotContain("UNSAFE");
    JsonNode tuning = Json.read(run.resolve("report/metrics.json"), JsonNode.class).path("tuning");
    assertThat(List.of(tuning.get(0).path("safe"), tuning.get(1).path("safe")))
        .extracting(JsonNode::asBoolean)
        .containsExactly(true, false);
  }
}
