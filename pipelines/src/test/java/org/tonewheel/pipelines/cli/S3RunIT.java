package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.demo.DemoAudio;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.storage.Storage;

/** Runs whose input and results lie in an object store, against a server that speaks S3. */
@Tag("full")
@DisabledOnOs(OS.WINDOWS)
class S3RunIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String LONG = "net5-adam-0.001-e12-frames33-track-s7";
  private static final Path MUSIC = Storage.path(S3Server.BUCKET + "/some music");
  private static final Path RUNS = Storage.path(S3Server.BUCKET + "/runs");

  @TempDir static Path shared;
  static S3Server server;
  static Path experiment;
  static Path local;

  @TempDir Path folder;

  @BeforeAll
  static void runOnThisMachine() throws Exception {
    server = S3Server.start(Files.createDirectories(shared.resolve("server")));
    server.properties().forEach(System::setProperty);
    StageOptions.parse(server.options());
    Path music = shared.resolve("some music");
    DemoAudio.write(music, 7, 12, 6.2);
    SmallMusic.copy(music, MUSIC);
    experiment = shared.resolve("objects.yaml");
    Files.write(experiment, Resources.toByteArray(Resources.getResource("S3RunIT/objects.yaml")));
    local = shared.resolve("local");
    Outcome outcome = tonewheel(arguments(music, local));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.properties().keySet().forEach(System::clearProperty);
      server.close();
    }
  }

  private static String[] arguments(Path input, Path run) {
    return Stream.concat(
            Stream.of("run", "--experiment=" + experiment, "--input=" + input, "--run=" + run),
            Storage.isLocal(run) ? Stream.empty() : server.options().stream())
        .toArray(String[]::new);
  }

  @Test
  void inputAndRun_inAnObjectStore_giveTheFiguresOfThisMachine() throws Exception {
    Path run = RUNS.resolve("whole");
    Outcome first = tonewheel(arguments(MUSIC, run));
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.json().get("run")).isEqualTo("s3://tonewheel/runs/whole");
    assertThat(first.json().get("report")).isEqualTo("s3://tonewheel/runs/whole/report/index.html");
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(local));
    assertThat(figures(run)).isEqualTo(figures(local));

    Path commit = run.resolve("segments/frames33/COMMIT.json");
    var written = Files.getLastModifiedTime(commit);
    Outcome again = tonewheel(arguments(MUSIC, run));
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(Files.getLastModifiedTime(commit)).as("done already").isEqualTo(written);

    List<String> list = new ArrayList<>(List.of("runs", "--output=" + RUNS));
    list.addAll(server.options());
    assertThat(tonewheel(list.toArray(String[]::new)).out()).contains("whole").contains("7 of 7");
  }

  @Test
  void killedTraining_goesOnFromItsCheckpoint_onAnotherMachine() throws Exception {
    Path run = RUNS.resolve("killed");
    Path checkpoint = RunDirectory.at(run).model(LONG).resolve("checkpoint/last.bin");
    Process process = start(run, "first");
    try {
      await(() -> isRunning(run) && Files.exists(checkpoint), process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(StageState.read(RunDirectory.at(run).state(LONG)).orElseThrow().state())
        .as("it was met at work")
        .isEqualTo(State.RUNNING);

    Process other = start(run, "second"); // with another temporary folder: nothing is left here
    assertThat(other.waitFor()).as(log("second")).isZero();
    assertThat(log("second")).contains("resuming from s3://tonewheel/runs/killed/models/" + LONG);
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(local));
    assertThat(figures(run)).isEqualTo(figures(local));
  }

  @Test
  void lease_hasOneHolder() throws Exception {
    Path file = RUNS.resolve("lease/state/features.lease");
    try (Lease lease = Lease.take(file)) {
      lease.check();
      assertThatThrownBy(() -> Lease.take(file)).isInstanceOf(LeaseHeldException.class);
    }
    Lease.take(file).close();
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void missingBucket_isAnError_andNoEmptyInput() {
    Outcome outcome =
        tonewheel(arguments(Storage.path("s3://no-such-bucket/music"), RUNS.resolve("none")));
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(75);
    assertThat(outcome.err()).contains("s3://no-such-bucket/music");
  }

  private Process start(Path run, String name) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-Dai.djl.offline=true", "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Tonewheel.class.getName());
    command.addAll(List.of(arguments(MUSIC, run)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().putAll(server.environment());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile());
    return builder.start();
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private static boolean isRunning(Path run) throws IOException {
    return StageState.read(RunDirectory.at(run).state(LONG))
        .filter(state -> state.state() == State.RUNNING)
        .isPresent();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition, Process process) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as("the process was to be met at work:%n%s", log("first"))
          .isTrue();
      Thread.sleep(20);
    }
  }
}
