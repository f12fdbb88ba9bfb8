package org.tonewheel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** Processes of a cluster killed in the middle of their work: it costs time only. */
@Tag("full")
@DisabledOnOs(OS.WINDOWS)
class LossesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Trained first and longest, the second while the first is still at it. */
  private static final String LONG = "net5-adam-0.001-e80-frames33-track-s1";

  /** Begun beside it, and done long before. */
  private static final String SHORT = "net5-adam-0.001-e3-frames33-track-s2";

  private static final String LOGISTIC = "logistic-0.1-e20-frames33-track-s7";

  @TempDir static Path folder;

  private static SessionCluster cluster;
  private static SmallRuns runs;
  private static Path experiment;
  private static Path direct;

  private Path run;
  private Map<String, Long> processes;

  private interface Condition {
    boolean holds() throws Exception;
  }

  @BeforeAll
  static void runOnce() throws Exception {
    runs = SmallRuns.in(folder);
    experiment =
        runs.experiment(
            "small",
            List.of(),
            "branches:",
            "  - {net: logistic, split: track, epochs: 20}",
            "  - {net: net5, split: track, epochs: 80, patience: 0, hidden: 64, batchSize: 4, seeds: [1]}",
            "  - {net: net5, split: track, epochs: 3, hidden: 64, batchSize: 4, seeds: [2]}");
    direct = folder.resolve("direct");
    Outcome expected = runs.tonewheel(runs.run(experiment, direct, "--cores=2"));
    assertThat(expected.exit()).as(expected.err()).isZero();
    cluster = new SessionCluster(folder.resolve("cluster"));
  }

  @BeforeEach
  void up() throws Exception {
    cluster.up();
    processes = cluster.processes(); // asking takes longer than features do
    run = Files.createTempDirectory(folder, "losses-").resolve("run");
  }

  @AfterAll
  static void down_leavesNoProcess() throws Exception {
    cluster.down();
    assertThat(cluster.living()).isEmpty();
  }

  @Test
  void taskManagerLostDuringFeatures_costsTimeOnly() throws Exception {
    Outcome.Running running = runs.start(runs.run(experiment, run, cluster.options()));
    await(() -> parts(run.resolve("segments/frames33")) > 0, running);
    SessionCluster.kill(processes.get("taskmanager-1"));
    assertThat(state("features")).as("it was met at work").isEqualTo(State.RUNNING);

    Outcome outcome = running.await();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    SmallRuns.assertSame(run, direct);
  }

  @Test
  void taskManagerLostDuringTraining_resumesItsBranch_andTrainsNoOtherAgain() throws Exception {
    Outcome.Running running = runs.start(runs.run(experiment, run, cluster.options()));
    await(
        () ->
            state(SHORT) == State.DONE
                && state(LOGISTIC) == State.DONE
                && Files.exists(RunDirectory.at(run).model(LONG).resolve("checkpoint/last.bin")),
        running);
    Map<String, StageState> done = SmallRuns.states(run, List.of(SHORT, LOGISTIC));
    SessionCluster.kill(SmallRuns.holder(run, LONG));
    assertThat(state(LONG)).as("it was met at work").isEqualTo(State.RUNNING);

    Outcome outcome = running.await();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(SmallRuns.states(run, List.of(SHORT, LOGISTIC))).isEqualTo(done);
    assertThat(SmallRuns.states(run, List.of(LONG)).get(LONG).attempt()).isEqualTo(2);
    SmallRuns.assertSame(run, direct);
  }

  @Test
  void clientTerminated_cancelsItsJob_leavesACheckpoint_andTheSameCommandGoesOn() throws Exception {
    Outcome.Running running = runs.start(runs.run(experiment, run, cluster.options()));
    await(
        () -> Files.exists(RunDirectory.at(run).model(LONG).resolve("checkpoint/last.bin")),
        running);
    running.process().destroy();
    Outcome stopped = running.await();
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(143);
    assertThat(cluster.status().out()).contains("2 of 2 slots free, 0 jobs running");
    assertThat(state(LONG)).isEqualTo(State.STOPPED);
    assertThat(RunDirectory.at(run).lease(LONG)).doesNotExist();

    Outcome again = runs.tonewheel(runs.run(experiment, run, cluster.options()));
    assertThat(again.exit()).as(again.err()).isZero();
    SmallRuns.assertSame(run, direct);
  }

  @Test
  void jobManagerLost_endsWith75_downLeavesNothing_andANewClusterGoesOn() throws Exception {
    Outcome.Running running = runs.start(runs.run(experiment, run, cluster.options()));
    await(() -> parts(run.resolve("segments/frames33")) > 0, running);
    SessionCluster.kill(processes.get("jobmanager"));
    cluster.down();
    assertThat(cluster.living()).isEmpty();
    Outcome lost = running.await();
    assertThat(lost.exit()).as(lost.err()).isEqualTo(75);
    assertThat(lost.err()).contains("no longer answers");

    cluster.up();
    Outcome again = runs.tonewheel(runs.run(experiment, run, cluster.options()));
    assertThat(again.exit()).as(again.err()).isZero();
    SmallRuns.assertSame(run, direct);
  }

  @Test
  void upKilledMidway_leavesNothingThatDownDoesNotEnd() throws Exception {
    SessionCluster half = new SessionCluster(folder.resolve("half"));
    Outcome.Running up = half.start("up");
    await(() -> !half.living().isEmpty(), up);
    up.process().destroyForcibly().waitFor();
    half.down();
    assertThat(half.living()).isEmpty();
  }

  private State state(String owner) throws IOException {
    return StageState.read(RunDirectory.at(run).state(owner)).map(StageState::state).orElse(null);
  }

  private static long parts(Path set) throws IOException {
    if (!Files.isDirectory(set)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(set)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).count();
    }
  }

  private static void await(Condition condition, Outcome.Running running) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (!running.process().isAlive()) {
        throw new AssertionError("it was to be met at work: " + running.await().err());
      }
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
