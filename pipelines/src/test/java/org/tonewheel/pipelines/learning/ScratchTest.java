package org.tonewheel.pipelines.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.RunDirectory;

/** Processes side by side that train branches of one run. */
class ScratchTest {
  @TempDir Path folder;
  private RunDirectory run;
  private Path set;

  @BeforeEach
  void makeSet() throws IOException {
    run = RunDirectory.at(folder.resolve("run"));
    set = TrainingSetTest.scratch(run).resolve("set.f32");
    Files.createDirectories(set.getParent());
    Files.writeString(set, "decoded");
  }

  @AfterEach
  void remove() throws IOException {
    Scratch.remove(run);
  }

  @Test
  void filesThatAnotherProcessUses_stayUntilItsEnd() throws Exception {
    Process other = startUser();
    try {
      Scratch.use(run).close();
      assertThat(set).as("still used").exists();
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
      assertThat(set).as("the last one takes them away").doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void filesOfAKilledProcess_areRemovedByTheNext() throws Exception {
    startUser().destroyForcibly().waitFor();
    assertThat(set).exists();
    Scratch.use(run).close();
    assertThat(set).doesNotExist();
  }

  @Test
  void stagesOfOneProcess_doNotStopEachOther() throws IOException {
    Scratch first = Scratch.use(run);
    Scratch second = Scratch.use(run);
    second.close();
    first.close();
    assertThat(set).doesNotExist();
  }

  private Process startUser() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    User.class.getName(),
                    run.path().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("using");
    return process;
  }

  /** Uses a run's files until its input ends. */
  static final class User {
    private User() {}

    public static void main(String[] args) throws IOException {
      try (Scratch scratch = Scratch.use(RunDirectory.at(Path.of(args[0])))) {
        System.out.println(scratch == null ? "" : "using");
        while (System.in.read() >= 0) {
          // until it is closed
        }
      }
    }
  }
}
