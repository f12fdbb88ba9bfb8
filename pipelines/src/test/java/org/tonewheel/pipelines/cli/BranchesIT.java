package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** What becomes of a run when a branch fails, and when two processes train its branches. */
class BranchesIT {
  private static final int TRACKS_A_GENRE = 8;
  private static final int SAMPLES = 4000;

  @TempDir Path folder;
  private SoundFolder sounds;
  private Path run;

  @BeforeEach
  void makeSounds() throws IOException {
    sounds = SoundFolder.in(folder);
    run = folder.resolve("run");
    int seed = 0;
    for (String genre : List.of("two/jazz", "two/rock", "one/polka")) {
      for (int i = 0; i < TRACKS_A_GENRE; i++) {
        sounds.sound(genre + "/" + i + ".wav", SAMPLES, seed++);
      }
    }
  }

  private String[] command(String name, String... branches) throws IOException {
    List<String> yaml =
        new ArrayList<>(
            List.of(
                "name: branches",
                "seed: 7",
                "sources: [{name: two, folder: two}, {name: one, folder: one}]",
                "audio: {segmentSamples: " + SAMPLES + "}",
                "featureSets: {f: {nFft: 512, hopLength: 500}}",
                "splits: {whole: {fractions: {train: 0.5, validation: 0.25, test: 0.25}}}",
                "branches:"));
    yaml.addAll(List.of(branches));
    Path experiment = Files.write(folder.resolve("branches.yaml"), yaml);
    return new String[] {
      name, "--experiment=" + experiment, "--input=" + sounds.input(), "--run=" + run
    };
  }

  private Map<String, State> states() throws IOException {
    Map<String, State> states = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.resolve("state"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*-whole-.*json")).toList()) {
        StageState state = StageState.read(file).orElseThrow();
        states.put(state.owner(), state.state());
      }
    }
    return states;
  }

  @Test
  void branchThatCannotBeTrained_endsTheRunWith70_andTheReportNamesIt() throws Exception {
    String failing = "net5-alone-adam-0.001-e2-one-f-whole-s7";
    Outcome outcome =
        tonewheel(
            command(
                "run",
                "  - {net: logistic, source: two, epochs: 5}",
                "  - {net: net5, name: alone, source: one, epochs: 2, hidden: 8, batchSize: 4}",
                "  - {net: net5, source: two, epochs: 2, hidden: 8, batchSize: 4}"));
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(70);
    assertThat(states())
        .containsOnly(
            Map.entry("logistic-0.1-e5-two-f-whole-s7", State.DONE),
            Map.entry("net5-adam-0.001-e2-two-f-whole-s7", State.DONE),
            Map.entry(failing, State.FAILED));
    assertThat(outcome.err()).contains(failing + " failed").contains("1 classes");
    assertThat(outcome.json().get("state")).isEqualTo("failed");
    assertThat((Map<?, ?>) outcome.json().get("counts"))
        .extracting("trained", "failed")
        .containsExactly(2, 1);

    JsonNode metrics = Json.read(run.resolve("report/metrics.json"), JsonNode.class);
    assertThat(metrics.path("branches")).hasSize(3);
    for (JsonNode branch : metrics.path("branches")) {
      boolean failed = branch.path("branch").asText().contains("alone");
      assertThat(branch.path("state").asText()).isEqualTo(failed ? "failed" : "done");
      assertThat(branch.path("test").path("track").path("accuracy").isNumber())
          .as(branch.path("branch").asText())
          .isEqualTo(!failed);
    }
    assertThat(metrics.path("best").path("branch").asText()).doesNotContain("alone").isNotEmpty();
    assertThat(Path.of((String) outcome.json().get("report")))
        .content()
        .contains("net5-alone-adam-0.001-e2-one-f-whole");
  }

  @Test
  void twoProcesses_trainEachBranchOnce_andNeitherFails() throws Exception {
    String[] ingest =
        command(
            "ingest",
            "  - {net: logistic, source: two, epochs: 5, seeds: [1, 2, 3, 4]}",
            "  - {net: forest, source: two, trees: 5, seeds: [1, 2, 3]}",
            "  - {net: net5, source: two, epochs: 2, hidden: 8, batchSize: 4, seeds: [1, 2]}");
    assertThat(tonewheel(ingest).exit()).isZero();
    assertThat(tonewheel("features", "--run=" + run).exit()).isZero();
    List<Process> both = List.of(train("first"), train("second"));
    List<Integer> exits = new ArrayList<>();
    for (Process process : both) {
      exits.add(process.waitFor());
    }
    String logs =
        Files.readString(folder.resolve("first")) + Files.readString(folder.resolve("second"));
    assertThat(exits).as(logs).isSubsetOf(0, 75).contains(0);
    assertThat(states()).hasSize(9);
    states()
        .forEach(
            (branch, state) -> {
              assertThat(state).as(branch).isEqualTo(State.DONE);
              assertThat(logs).containsOnlyOnce(" branch=" + branch + " attempt=1\n");
              assertThat(RunDirectory.at(run).lease(branch)).doesNotExist();
            });
    assertThat(logs).doesNotContain(" attempt=2");
    JsonNode trained =
        Json.read(run.resolve("run.json"), JsonNode.class).path("stages").path("train");
    assertThat(trained.path("counters").path("trainedBranches").asInt())
        .as("both processes' numbers are there")
        .isEqualTo(9);
  }

  private Process train(String log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-Dai.djl.offline=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Tonewheel.class.getName(), "train", "--run=" + run));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile()).start();
  }
}
