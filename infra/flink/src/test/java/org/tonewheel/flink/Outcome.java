package org.tonewheel.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a command came to. */
record Outcome(int exit, String out, String err) {
  private static final int PATIENCE_MINUTES = 20; // a busy machine; a quiet one needs one

  /** A command on its way; its output goes to files. */
  record Running(Process process, Path files) {
    Outcome await() throws Exception {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("no end: " + Files.readString(err(files)));
      }
      return new Outcome(
          process.exitValue(), Files.readString(out(files)), Files.readString(err(files)));
    }
  }

  static Running start(Path files, List<String> command) throws IOException {
    Files.createDirectories(files.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out(files).toFile())
            .redirectError(err(files).toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new Running(builder.start(), files);
  }

  private static Path out(Path files) {
    return Path.of(files + ".out");
  }

  private static Path err(Path files) {
    return Path.of(files + ".err");
  }
}
