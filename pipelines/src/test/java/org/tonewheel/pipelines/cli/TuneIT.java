package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.tuning.StudyFolder;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialState;

/** A search on a little synthetic music, by the command line. */
class TuneIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path shared;
  static SmallMusic music;
  static Path experiment;
  static Path searched;
  static Outcome first;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() throws Exception {
    music = SmallMusic.in(shared);
    experiment = shared.resolve("tuned.yaml");
    Files.write(experiment, Resources.toByteArray(Resources.getResource("WorkflowIT/tuned.yaml")));
    searched = shared.resolve("searched");
    first = tonewheel(command("run", searched, "--tune"));
  }

  private static String[] command(String stage, Path run, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(stage, "--experiment=" + experiment, "--input=" + music.input, "--run=" + run));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static Study study(Path run, String name) throws IOException {
    return new StudyFolder(RunDirectory.at(run), name).read().orElseThrow();
  }

  @Test
  void runWithTune_searchesBeforeItTrains_andPrintsWhatItFound() throws Exception {
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat((Map<?, ?>) first.json().get("counts"))
        .extracting("studies", "trials", "branches", "trained")
        .containsExactly(2, 9, 1, 1);
    assertThat(first.out()).contains("# Study ffn of run", "- net: \"ffn\"", "# Study lstm of run");
    assertThat(first.err()).contains("tune: 9 of 9 trials");
    assertThat(study(searched, "ffn").trials()).hasSize(5);
  }

  @Test
  void foundBranch_pastedIntoAnExperiment_isTrained() throws Exception {
    Path pasted = folder.resolve("pasted.yaml");
    String text = Files.readString(experiment);
    Files.writeString(
        pasted,
        text.substring(0, text.indexOf("branches:"))
            + "branches:\n"
            + Files.readString(searched.resolve("tuning/lstm/best.yaml")));
    Outcome trained =
        tonewheel(
            "run",
            "--experiment=" + pasted,
            "--input=" + music.input,
            "--run=" + folder.resolve("run"));
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat((Map<?, ?>) trained.json().get("counts"))
        .extracting("trained", "failed")
        .containsExactly(1, 0);
  }

  @Test
  void report_hasTheSearch_andSoHasItsMetrics() throws Exception {
    JsonNode tuning =
        Json.read(searched.resolve("report/metrics.json"), JsonNode.class).path("tuning");
    assertThat(tuning).hasSize(2);
    JsonNode ffn = tuning.get(0);
    assertThat(ffn.path("study").asText()).isEqualTo("ffn");
    assertThat(ffn.path("trials")).hasSize(5);
    assertThat(ffn.path("best").path("value").asDouble())
        .isEqualTo(study(searched, "ffn").best().orElseThrow().value());
    assertThat(Files.readString(searched.resolve("report/index.html")))
        .contains("id=\"tuning\"", "data-chart=\"searched\"", "data-chart=\"parallel\"");
  }

  @Test
  void list_showsTrials_andALineOfJsonForSchedulers() throws Exception {
    Outcome list = tonewheel("tune", "--list", "--run=" + searched);
    assertThat(list.exit()).as(list.err()).isZero();
    assertThat(list.out()).contains("done     ffn: 5 trials asked for", "rate=");
    JsonNode json =
        Json.parse(list.out().lines().reduce((one, last) -> last).get(), JsonNode.class);
    assertThat(json.path("stage").asText()).isEqualTo("tune");
    JsonNode lstm = json.path("studies").get(1);
    assertThat(lstm.path("id").asText()).isEqualTo("lstm");
    assertThat(lstm.path("kind").asText()).isEqualTo("deep");
    assertThat(lstm.path("parallel").asInt()).isEqualTo(2);
    assertThat(lstm.path("memoryBytes").asLong()).isPositive();
    assertThat(lstm.path("ended").path("complete").asInt()).isPositive();
  }

  @Test
  void dryRun_countsTrials() {
    Outcome with = tonewheel(command("run", searched, "--tune", "--dry-run"));
    assertThat(with.out())
        .contains("9 trials of 2 studies, if none is pruned in about")
        .contains("   5 x ffn: ffn, tpe over batchSize, dropout, hidden, rate, by validation loss");
    assertThat(tonewheel(command("run", searched, "--dry-run")).out()).contains("with --tune");
  }

  @Test
  void searchThatIsKilled_goesOnAndEndsTheSame() throws Exception {
    Path run = folder.resolve("killed");
    SmallMusic.copy(searched, run);
    for (String study : List.of("ffn", "lstm")) {
      FileTree.delete(RunDirectory.at(run).tuning(study));
    }
    Process process = start(run);
    try {
      await(process, RunDirectory.at(run).tuning("lstm").resolve("trials"));
    } finally {
      process.destroyForcibly().waitFor();
    }
    Study met = study(run, "lstm");
    assertThat(met.trials()).extracting("state").contains(TrialState.RUNNING);
    Outcome again = tonewheel("tune", "--run=" + run);
    assertThat(again.exit()).as(again.err()).isZero();
    for (String study : List.of("ffn", "lstm")) {
      assertThat(study(run, study)).isEqualTo(study(searched, study));
      assertThat(Files.readString(run.resolve("tuning/" + study + "/best.yaml")).split("\n", 2)[1])
          .isEqualTo(
              Files.readString(searched.resolve("tuning/" + study + "/best.yaml"))
                  .split("\n", 2)[1]);
    }
  }

  private Process start(Path run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-Dai.djl.offline=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Tonewheel.class.getName(), "tune", "--run=" + run));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    return builder.start();
  }

  private void await(Process process, Path wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(wanted)) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as(
              "the process was to be met at work:%n%s",
              Files.readString(folder.resolve("log"), StandardCharsets.UTF_8))
          .isTrue();
      Thread.sleep(2);
    }
  }

  @Test
  void wrongCalls_endWithTheirCodes() throws Exception {
    assertThat(tonewheel("tune").exit()).isEqualTo(64);
    assertThat(tonewheel("tune", "--run=" + searched, "--study=nosuch").exit()).isEqualTo(64);
    assertThat(tonewheel("tune", "--run=" + searched, "--trials=0").exit()).isEqualTo(64);
    Path none = folder.resolve("none.yaml");
    Files.writeString(none, "name: none\nfeatureSets: {frames33: {}}\n");
    Path run = folder.resolve("run");
    String[] without = {"ingest", "--experiment=" + none, "--input=" + music.input, "--run=" + run};
    assertThat(tonewheel(without).exit()).isZero();
    assertThat(tonewheel("tune", "--run=" + run).exit()).isEqualTo(99);
    without[0] = "run";
    List<String> tuned = new ArrayList<>(List.of(without));
    tuned.add("--tune");
    assertThat(tonewheel(tuned.toArray(String[]::new)).exit()).isEqualTo(99);
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, Files.readString(experiment).replace("high: 0.05", "high: 50"));
    Outcome refused =
        tonewheel(
            "run", "--experiment=" + wrong, "--input=" + music.input, "--run=" + folder + "/x");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("tuning.ffn.space.rate", "`50` is too large");
  }
}
