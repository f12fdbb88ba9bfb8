package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** A real process, ended in the middle of its work, and what the same command makes of it. */
class KillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Trains long enough to be met in the middle, and goes on where SHORT ended. */
  private static final String LONG = "net5-adam-0.001-e8-frames33-artist-f0-s7";

  private static final String SHORT = "net5-adam-0.001-e4-frames33-artist-f0-s7";

  @TempDir static Path shared;
  static SmallMusic music;
  static Path undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() throws Exception {
    music = SmallMusic.in(shared);
    undisturbed = shared.resolve("undisturbed");
    Outcome outcome = tonewheel(music.run(undisturbed));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "features", SHORT, LONG, "report"})
  void killed_resumesAtOnce_andEndsWithTheSameFigures(String owner) throws Exception {
    Path run = folder.resolve("run");
    Process process = start(run);
    try {
      await(() -> isRunning(run, owner), process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(StageState.read(RunDirectory.at(run).state(owner)).orElseThrow().state())
        .as("it was met at work")
        .isEqualTo(State.RUNNING);

    Outcome again = tonewheel(music.run(run));
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(undisturbed));
    assertThat(figures(run)).isEqualTo(figures(undisturbed));
    assertThat(Rejects.read(RunDirectory.at(run)))
        .hasSize(2)
        .isEqualTo(Rejects.read(RunDirectory.at(undisturbed)));
  }

  @Test
  void terminated_leavesACheckpoint_endsWith143_andResumes() throws Exception {
    Path run = folder.resolve("run");
    Process process = start(run);
    try {
      await(() -> isRunning(run, LONG), process);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly().waitFor();
    }
    StageState state = StageState.read(RunDirectory.at(run).state(LONG)).orElseThrow();
    assertThat(state.state()).isEqualTo(State.STOPPED);
    assertThat(RunDirectory.at(run).model(LONG).resolve("checkpoint/last.bin")).exists();
    assertThat(RunDirectory.at(run).lease(LONG)).doesNotExist();

    Outcome again = tonewheel(music.run(run));
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(undisturbed));
  }

  private Process start(Path run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-Dai.djl.offline=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Tonewheel.class.getName());
    command.addAll(List.of(music.run(run)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    return builder.start();
  }

  private static boolean isRunning(Path run, String owner) {
    Path state = RunDirectory.at(run).state(owner);
    try {
      return Files.exists(state) && StageState.read(state).orElseThrow().state() == State.RUNNING;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(BooleanSupplier holds, Process process) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as("the process was to be met at work:%n%s", Files.readString(folder.resolve("log")))
          .isTrue();
      Thread.sleep(2);
    }
  }
}
