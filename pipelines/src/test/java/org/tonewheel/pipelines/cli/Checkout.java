package org.tonewheel.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A copy of this checkout's sources in a folder with a space in its name, without anything built,
 * and a link to its launcher in another such folder.
 */
final class Checkout {
  private static final List<String> SOURCES =
      List.of(
          "tonewheel",
          "pom.xml",
          ".mvn",
          "models/src/main",
          "pipelines/src/main",
          "workflows/experiments");

  /** In the parent POM; Maven wants the POM of each. */
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  final Path root;

  /** Where commands are called from. */
  final Path elsewhere;

  /** Where output goes. */
  private final Path folder;

  private final Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  private Checkout(Path folder, Path caller) throws IOException {
    this.folder = caller;
    this.root = folder.resolve("the checkout");
    this.elsewhere = caller.resolve("else where");
    this.launcher = folder.resolve("some links/tone wheel");
    Files.createDirectories(elsewhere);
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** The copy that was made in a folder, called from below another. */
  static Checkout at(Path folder, Path caller) throws IOException {
    return new Checkout(folder, caller);
  }

  /** Makes a copy in a folder. */
  static Checkout in(Path folder) throws IOException {
    Checkout checkout = new Checkout(folder, folder);
    Path original = Path.of("").toAbsolutePath().getParent(); // tests run in their module
    List<String> sources = new ArrayList<>(SOURCES);
    MODULE
        .matcher(Files.readString(original.resolve("pom.xml")))
        .results()
        .forEach(module -> sources.add(module.group(1) + "/pom.xml"));
    for (String source : sources) {
      Path to = checkout.root.resolve(source);
      Files.createDirectories(to.getParent());
      if (Files.isDirectory(original.resolve(source))) {
        SmallMusic.copy(original.resolve(source), to);
      } else {
        Files.copy(original.resolve(source), to);
      }
    }
    Files.createDirectories(checkout.launcher.getParent());
    Files.createSymbolicLink(checkout.launcher, Path.of("../the checkout/tonewheel"));
    return checkout;
  }

  Checkout with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Checkout without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Writes a program that the launcher finds first on its path. */
  void program(String name, String... lines) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", file.getParent() + ":" + System.getenv("PATH"));
  }

  /**
   * Has a script play Maven that takes what this build has packaged, and writes down where it was
   * called and how.
   *
   * @param first what the script does before that
   */
  void playMaven(String first) throws IOException {
    Path built = Path.of("target").toAbsolutePath();
    assertThat(built.resolve("lib")).as("packaged before integration tests").isDirectory();
    program(
        "mvn",
        "pwd >> '" + folder + "/builds'",
        "echo \"$*\" >> '" + folder + "/builds'",
        first,
        "cp '" + built + "'/tonewheel-pipelines-*.jar pipelines/target/",
        "ln -s '" + built + "/lib' pipelines/target/lib");
  }

  /** What that script wrote: two lines a build. */
  List<String> builds() throws IOException {
    Path log = folder.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** Starts the launcher; its output goes to files named so. */
  Process start(String name, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder
        .environment()
        .remove("JAVA_TOOL_OPTIONS"); // Java would print them beside what is tested
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  /** Runs the launcher to its end. */
  SmallMusic.Outcome run(String... args) throws Exception {
    Process process = start("run", args);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end: " + output("run.err"));
    }
    return new SmallMusic.Outcome(process.exitValue(), output("run.out"), output("run.err"));
  }

  String output(String file) throws IOException {
    return Files.readString(folder.resolve(file), UTF_8);
  }
}
