package org.tonewheel.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the virtual environment that the build makes from {@code validators.lock}. */
enum Validator {
  HADOLINT("hadolint"),
  CHECK_JSONSCHEMA("check-jsonschema"),
  KUBERNETES_VALIDATE("kubernetes-validate"),
  KUBECTL("kubectl");

  private static final Path PROGRAMS = Path.of("target", "validators", "bin").toAbsolutePath();

  private final String program;

  Validator(String program) {
    this.program = program;
  }

  /** How a program ended and what it said, on both streams. */
  record Verdict(int exit, String said) {
    boolean accepted() {
      return exit == 0;
    }
  }

  /** Runs the program in the folder of this module. */
  Verdict run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Verdict(process.waitFor(), said);
  }
}
