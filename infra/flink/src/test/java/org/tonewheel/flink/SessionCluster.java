package org.tonewheel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster of its own folder and port, made by the script that users call. */
final class SessionCluster {
  private static final Pattern PROCESS = Pattern.compile("(?m)^(\\S+): process (\\d+)$");

  private final Path directory;
  private final int port;

  SessionCluster(Path directory) throws IOException {
    this.directory = directory.toAbsolutePath();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  /** What tells a stage of tonewheel to work here. */
  String[] options() {
    return new String[] {"--runner=FlinkRunner", "--flinkMaster=localhost:" + port};
  }

  void up() throws Exception {
    Outcome outcome = call("up");
    assertThat(outcome.exit()).as(outcome.err() + logs()).isZero();
  }

  void down() throws Exception {
    Outcome outcome = call("down");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  Outcome status() throws Exception {
    return call("status");
  }

  /** Process ids by role: {@code jobmanager}, {@code taskmanager-1}, {@code taskmanager-2}. */
  Map<String, Long> processes() throws Exception {
    Map<String, Long> found = new TreeMap<>();
    Matcher line = PROCESS.matcher(status().out());
    while (line.find()) {
      found.put(line.group(1), Long.valueOf(line.group(2)));
    }
    return found;
  }

  /** All processes of the cluster that live, found without the script. */
  List<String> living() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains("-Dtonewheel.cluster=" + directory))
        .toList();
  }

  /** Ends a process as a crash or a lost machine does. */
  static void kill(long process) throws Exception {
    ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
    assertThat(handle.destroyForcibly()).isTrue();
    handle.onExit().get();
  }

  private Outcome call(String command) throws Exception {
    return start(command).await();
  }

  /** Starts the script; it may be killed. */
  Outcome.Running start(String command) throws IOException {
    return Outcome.start(
        directory.resolveSibling(command + "-" + System.nanoTime()),
        List.of(
            "python3",
            "cluster",
            "--directory=" + directory,
            "--port=" + port,
            "--heap=512",
            command));
  }

  private String logs() throws IOException {
    List<String> last = new ArrayList<>();
    if (Files.isDirectory(directory.resolve("log"))) {
      try (var files = Files.list(directory.resolve("log"))) {
        for (Path file : files.toList()) {
          List<String> lines = Files.readAllLines(file);
          last.add("\n" + file);
          last.addAll(lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        }
      }
    }
    return String.join("\n", last);
  }
}
