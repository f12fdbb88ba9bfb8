package org.tonewheel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One cluster, several runs, nothing lost. */
@DisabledOnOs(OS.WINDOWS)
class FlinkIT {
  private static final List<String> NETS =
      List.of("net5-adam-0.001-e12-frames33-track-s1", "net5-adam-0.001-e12-frames33-track-s2");

  @TempDir static Path folder;

  private static SessionCluster cluster;
  private static SmallRuns runs;
  private static Map<String, Long> processes;

  /** The same experiment on the direct runner and on the cluster. */
  private static Path direct;

  private static Path flink;
  private static Outcome outcome;

  /** The processes that were seen to train a branch each, at one instant. */
  private static Set<Long> atOnce = Set.of();

  @BeforeAll
  static void runTwice() throws Exception {
    runs = SmallRuns.in(folder);
    Path experiment =
        runs.experiment(
            "small",
            List.of(),
            "branches:",
            "  - {net: logistic, split: track, epochs: 20}",
            "  - {net: net5, split: track, epochs: 12, hidden: 64, batchSize: 4, seeds: [1, 2]}");
    direct = folder.resolve("direct");
    flink = folder.resolve("flink");
    Outcome.Running undisturbed = runs.start(runs.run(experiment, direct, "--cores=1"));
    cluster = new SessionCluster(folder.resolve("cluster"));
    cluster.up();
    processes = cluster.processes();
    Outcome expected = undisturbed.await();
    assertThat(expected.exit()).as(expected.err()).isZero();
    Outcome.Running running = runs.start(runs.run(experiment, flink, cluster.options()));
    while (running.process().isAlive()) {
      watch();
      Thread.sleep(5);
    }
    outcome = running.await();
  }

  private static void watch() throws IOException {
    Set<Long> now = new TreeSet<>();
    for (String net : NETS) {
      Long holder = SmallRuns.holder(flink, net);
      if (holder != null) {
        now.add(holder);
      }
    }
    atOnce = now.size() > atOnce.size() ? now : atOnce;
  }

  @AfterAll
  static void down_leavesNoProcess() throws Exception {
    cluster.down();
    assertThat(cluster.living()).isEmpty();
    assertThat(cluster.status().exit()).isEqualTo(3);
  }

  @Test
  void wholeRun_givesWhatTheDirectRunnerGives() throws Exception {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    SmallRuns.assertSame(flink, direct);
  }

  @Test
  void branches_areTrainedOnBothTaskManagersAtOnce() {
    assertThat(processes.keySet()).containsExactly("jobmanager", "taskmanager-1", "taskmanager-2");
    assertThat(atOnce)
        .as("processes that held leases of branches at one time")
        .containsExactlyInAnyOrder(processes.get("taskmanager-1"), processes.get("taskmanager-2"));
  }

  @Test
  void counters_areSeenWhileAJobRunsOrAtItsEnd() {
    assertThat(outcome.err()).contains("ingest: 42 of 42 tracks", "features: 40 of 40 tracks");
  }

  /** Beam's Flink runner knows only what was attempted; nothing was tried twice here. */
  @Test
  void countersOfRunJson_areThoseOfTheDirectRunner() throws Exception {
    JsonNode here = stages(direct);
    JsonNode there = stages(flink);
    assertThat(there.at("/train/counters")).isEqualTo(here.at("/train/counters"));
    assertThat(there.at("/train/counters/trainedBranches").asInt()).isEqualTo(3);
    for (String stage : List.of("ingest", "features")) {
      assertThat(there.path(stage).path("counters")).isEqualTo(here.path(stage).path("counters"));
      assertThat(here.path(stage).path("counting").asText()).isEqualTo("committed");
      assertThat(there.path(stage).path("counting").asText()).isEqualTo("attempted");
    }
    assertThat(there.at("/ingest/counters/tracksRead").asInt()).isEqualTo(40);
  }

  private static JsonNode stages(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("run.json").toFile()).path("stages");
  }

  /** The same TaskManagers have decoded and trained before: each job brings a class loader. */
  @Test
  void everyStageAlone_worksOnTheSameTaskManagers() throws Exception {
    Path run = folder.resolve("stages");
    Path experiment =
        runs.experiment(
            "stages",
            List.of("amberwave", "briarstep"),
            "synthesis: {sets: {smote: {method: smote, samples: 5, neighbours: 2}}}",
            "branches:",
            "  - {net: net5, split: track, epochs: 1, hidden: 8, batchSize: 4, synthesis: smote}");
    String[] first = runs.ingest(experiment, run, cluster.options());
    for (String[] stage :
        List.of(first, stage("features", run), stage("synthesize", run), stage("train", run))) {
      Outcome ended = runs.tonewheel(stage);
      assertThat(ended.exit()).as("%s: %s", stage[0], ended.err()).isZero();
    }
    assertThat(SmallRuns.predictions(run)).hasSize(1);
    assertThat(cluster.processes()).as("no TaskManager was lost").isEqualTo(processes);
  }

  /**
   * Rows are read by the program that starts the stages; models and trials are elements of jobs.
   */
  @Test
  void tableWithASearch_comesToTheSameOnTheCluster() throws Exception {
    Path songs = folder.resolve("songs.csv");
    List<String> lines = new ArrayList<>(List.of("energy,tempo,genre"));
    for (int i = 0; i < 120; i++) {
      boolean rock = i % 2 == 0;
      lines.add((i * 37 % 100) / 200.0 + (rock ? 0.4 : 0) + "," + (80 + i * 53 % 60) + "," + rock);
    }
    Files.write(songs, lines);
    Path experiment =
        Files.write(
            folder.resolve("songs.yaml"),
            List.of(
                "name: songs",
                "sources:",
                "  - table: .",
                "    columns: {energy: {role: numeric}, tempo: {role: numeric}, genre: {role: label}}",
                "tableSets: {plain: {}}",
                "splits: {repeat: {protocol: group, group: repeat}}",
                "tuning:",
                "  rate:",
                "    branch: {net: ffn, epochs: 3, hidden: 8}",
                "    space: {rate: {low: 1.0e-3, high: 1.0e-1, log: true}}",
                "    trials: 4",
                "    parallel: 2",
                "branches:",
                "  - {net: boosting, trees: 5, repeatParts: 2}",
                "  - {net: ensemble, members: [{net: ffn, epochs: 2, hidden: 8}, {net: logistic}]}"));
    Map<Path, List<String>> options =
        Map.of(
            folder.resolve("here"), List.of(), folder.resolve("there"), List.of(cluster.options()));
    for (Map.Entry<Path, List<String>> run : options.entrySet()) {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("run", "--tune", "--experiment=" + experiment, "--input=" + songs));
      command.add("--run=" + run.getKey());
      command.addAll(run.getValue());
      Outcome ended = runs.tonewheel(command.toArray(String[]::new));
      assertThat(ended.exit()).as(ended.err()).isZero();
    }
    assertThat(folder.resolve("there/tuning/rate/study.jsonl"))
        .hasSameTextualContentAs(folder.resolve("here/tuning/rate/study.jsonl"));
    assertThat(found(folder.resolve("there"))).isEqualTo(found(folder.resolve("here")));
    assertThat(SmallRuns.predictions(folder.resolve("there")))
        .usingRecursiveComparison()
        .isEqualTo(SmallRuns.predictions(folder.resolve("here")));
    assertThat(SmallRuns.figures(folder.resolve("there")))
        .isEqualTo(SmallRuns.figures(folder.resolve("here")));
  }

  /** The branch that the search found, without the line above it, which names the run. */
  private static List<String> found(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("tuning/rate/best.yaml"));
    assertThat(lines.get(0)).contains("of run " + run.getFileName());
    return lines.subList(1, lines.size());
  }

  /**
   * The processes that decode find their jars, though every job brings a class loader of its own.
   */
  @Test
  void decodingInProcessesOfTheirOwn_worksOnTheCluster() throws Exception {
    Path run = folder.resolve("isolated");
    Path experiment =
        runs.experiment("isolated", List.of("amberwave", "briarstep"), "audio: {isolate: true}");
    Outcome ended = runs.tonewheel(runs.ingest(experiment, run, cluster.options()));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(stages(run).at("/ingest/counters/decoded").asInt()).isEqualTo(8);
    for (long taskManager : processes.values()) {
      assertThat(ProcessHandle.of(taskManager).stream().flatMap(ProcessHandle::descendants))
          .as("processes left of process %d", taskManager)
          .isEmpty();
    }
  }

  @Test
  void upAgain_changesNothing() throws Exception {
    cluster.up();
    assertThat(cluster.processes()).isEqualTo(processes);
  }

  @Test
  void masterThatIsNotThere_endsWith75AndOneLine() throws Exception {
    Outcome ended =
        runs.tonewheel(
            "train", "--run=" + flink, "--runner=FlinkRunner", "--flinkMaster=localhost:1");
    assertThat(ended.exit()).isEqualTo(75);
    assertThat(ended.err().lines().filter(line -> line.startsWith("tonewheel:")))
        .singleElement()
        .asString()
        .contains("no JobManager answers at localhost:1", "--flinkMaster");
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  private static String[] stage(String name, Path run) {
    return Stream.concat(Stream.of(name, "--run=" + run), Stream.of(cluster.options()))
        .toArray(String[]::new);
  }
}
