package org.tonewheel.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ffmpeg of the system, which makes files in formats that this project only reads. A test that
 * needs it is skipped where there is none, except in CI, where it must be.
 */
final class Ffmpeg {
  private Ffmpeg() {}

  static void require() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg")));
    if (!there && "true".equals(System.getenv("CI"))) {
      fail("ffmpeg is missing: install it");
    }
    assumeTrue(there, "ffmpeg is not installed");
  }

  /** Runs it in a folder; arguments are divided at spaces. */
  static void run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    for (String part : arguments) {
      command.addAll(List.of(part.split(" ", -1)));
    }
    Path said = Files.createTempFile(folder, "ffmpeg", ".txt");
    int exit =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(exit).as("%s%n%s", command, Files.readString(said)).isZero();
    Files.delete(said);
  }
}
