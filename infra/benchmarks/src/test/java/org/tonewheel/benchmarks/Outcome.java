package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a script ended, and what it printed. */
public record Outcome(int code, String out, String err) {

  /** Of a benchmark's script as it was built. */
  public static Outcome ofScript(Path folder, String script, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", script, "--no-build"));
    command.addAll(List.of(options));
    return of(folder, command.toArray(String[]::new));
  }

  /**
   * Of any command.
   *
   * @param folder for what it prints
   */
  public static Outcome of(Path folder, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Outcome(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
