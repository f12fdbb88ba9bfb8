package org.tonewheel.deployment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tonewheel.deployment.Dockerfile.Copy;
import org.tonewheel.deployment.Dockerfile.Stage;

/**
 * The files of an image, laid out in a folder as the Dockerfile says, and its entry point started
 * as a container would: with the image's environment and nothing else, by a user who may write runs
 * and scratch alone. There need be no Docker for that, and so nothing of the base image is tried.
 */
final class ImageLayout {
  private static final String USER = "9999";

  final Path runs;
  final Path scratch;
  private final Path image;
  private final Path tools;
  private final Stage stage;
  private final boolean root;

  private ImageLayout(Path folder, Stage stage) throws IOException {
    this.image = folder.resolve("image");
    this.runs = folder.resolve("data/runs");
    this.scratch = folder.resolve("scratch");
    this.tools = folder.resolve("tools");
    this.stage = stage;
    this.root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** Lays out the program's image; its natives come as in the Dockerfile, by printing the nets. */
  static ImageLayout of(Path folder) throws Exception {
    Dockerfile dockerfile = Dockerfile.read(Manifests.docker("Dockerfile"));
    ImageLayout layout = new ImageLayout(folder, dockerfile.stages().get("tonewheel"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path place : List.of(layout.runs, layout.scratch, layout.tools)) {
      Files.createDirectories(place);
    }
    // All that the launcher needs of a system besides a shell.
    Files.copy(Path.of("/usr/bin/dirname"), layout.tools.resolve("dirname"));
    for (Copy copy : dockerfile.copies("tonewheel", "build")) {
      for (String source : copy.sources()) {
        if (source.startsWith("/src/")) {
          layout.take(Path.of("..", "..").resolve(source.substring("/src/".length())), copy.to());
        }
      }
    }
    Process natives = layout.start("natives", false, "train", "--describe");
    assertThat(natives.waitFor()).as(layout.errors("natives")).isZero();
    layout.close();
    return layout;
  }

  private void take(Path source, String to) throws IOException {
    Path target = image.resolve(to.substring(1));
    if (Files.isDirectory(source)) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = target.resolve(source.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
      return;
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + source.getFileName().toString());
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source.getParent())) {
      List<Path> found = files.filter(file -> matcher.matches(file.getFileName())).toList();
      assertThat(found).as("%s, once packaged", source).hasSize(1);
      Files.copy(found.get(0), target.resolve(found.get(0).getFileName()));
    }
  }

  /** Takes away all rights to write the image, and gives runs and scratch to the image's user. */
  private void close() throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      for (Path file : files.toList()) {
        boolean run = Files.isDirectory(file) || file.endsWith("tonewheel");
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(run ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
    if (root) {
      for (Path place : List.of(runs.getParent(), runs, scratch)) {
        Files.setAttribute(place, "unix:uid", Integer.valueOf(USER));
        Files.setAttribute(place, "unix:gid", Integer.valueOf(USER));
      }
    }
  }

  /** Starts the image's entry point; what it says goes to files called so. */
  Process start(String name, String... args) throws IOException {
    return start(name, true, args);
  }

  private Process start(String name, boolean confined, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    if (confined && root) {
      command.addAll(
          List.of(
              "/usr/bin/setpriv",
              "--reuid=" + USER,
              "--regid=" + USER,
              "--clear-groups",
              "--no-new-privs"));
    }
    String entryPoint = stage.last("ENTRYPOINT").replaceAll("[\\[\\]\"]", "");
    command.add(image.resolve(entryPoint.substring(1)).toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(runs.getParent().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    return builder
        .redirectOutput(log(name, "out").toFile())
        .redirectError(log(name, "err").toFile())
        .start();
  }

  /** The image's, moved to where its folders lie here, and what its base and a test add. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    stage
        .environment()
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    value
                        .replaceFirst("^/opt/", image + "/opt/")
                        .replaceFirst("^/tmp", scratch.toString())
                        .replace("${REVISION}", "0123abc")));
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("TONEWHEEL_JAVA_OPTS", "-Djava.io.tmpdir=" + scratch);
    environment.put("TONEWHEEL_HEAP", "512m");
    return environment;
  }

  String output(String name) throws IOException {
    return Files.readString(log(name, "out"));
  }

  String errors(String name) throws IOException {
    return Files.readString(log(name, "err"));
  }

  private Path log(String name, String stream) {
    return image.resolveSibling(name + "." + stream);
  }

  /** Names and times of all that lies in the image. */
  String state() throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      return files
          .sorted()
          .map(file -> file + " " + file.toFile().lastModified())
          .collect(joining("\n"));
    }
  }
}
