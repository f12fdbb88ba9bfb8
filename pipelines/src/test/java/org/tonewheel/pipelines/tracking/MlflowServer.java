package org.tonewheel.pipelines.tracking;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MLflow's own server on this machine's loopback, with a SQLite file and a folder for artifacts. It
 * is installed below {@code target} from the lock beside the tests when it is first needed, in
 * minutes; without Python, tests that need it are skipped, but on CI.
 */
public final class MlflowServer implements AutoCloseable {
  private static final Path ENVIRONMENT = Path.of("target", "mlflow").toAbsolutePath();
  private static final Duration INSTALLING = Duration.ofMinutes(20);
  private static final Duration STARTING = Duration.ofMinutes(3);

  private final Process process;
  private final int port;
  private final Path log;

  private MlflowServer(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts it on a folder that it fills. */
  public static MlflowServer start(Path folder) throws Exception {
    Path python = python();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path log = folder.resolve("server.log");
    List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "mlflow", "server"));
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--workers", "1"));
    command.addAll(List.of("--backend-store-uri", "sqlite:///" + folder.resolve("mlflow.db")));
    command.addAll(List.of("--artifacts-destination", folder.resolve("artifacts").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(Map.of("MLFLOW_DISABLE_TELEMETRY", "true", "DO_NOT_TRACK", "true"));
    builder.environment().put("PATH", python.getParent() + ":" + System.getenv("PATH"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    MlflowServer server = new MlflowServer(builder.start(), port, log);
    try {
      server.await();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Path python() throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "python3")));
    assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "the MLflow server needs Python, and there is no `python3` on the path");
    byte[] lock = Resources.toByteArray(Resources.getResource("MlflowServer/mlflow.lock"));
    String wanted = Hashing.sha256().hashBytes(lock).toString();
    Path stamp = ENVIRONMENT.resolve("made-from");
    Path python = ENVIRONMENT.resolve("bin/python");
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return python;
    }
    if (Files.exists(ENVIRONMENT)) {
      MoreFiles.deleteRecursively(ENVIRONMENT, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    Files.createDirectories(ENVIRONMENT);
    run("python3", "-m", "venv", ENVIRONMENT.toString());
    Path file = Files.write(ENVIRONMENT.resolve("mlflow.lock"), lock);
    // Wheels alone, so that nothing of what is installed runs here and fetches more.
    run(
        python.toString(),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        file.toString());
    Files.writeString(stamp, wanted);
    return python;
  }

  private static void run(String... command) throws Exception {
    Path log = ENVIRONMENT.resolveSibling("mlflow-install.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(INSTALLING.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
    }
  }

  private void await() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long end = System.nanoTime() + STARTING.toNanos();
    while (true) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("the MLflow server did not start: " + Files.readString(log), e);
        }
      }
      Thread.sleep(200);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Runs a program with MLflow's own Python client; returns what it prints. */
  public String python(String program) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(ENVIRONMENT.resolve("bin/python").toString(), "-c", program);
    builder
        .environment()
        .putAll(Map.of("MLFLOW_DISABLE_TELEMETRY", "true", "DO_NOT_TRACK", "true"));
    builder.environment().put("MLFLOW_TRACKING_URI", url());
    Path errors = log.resolveSibling("client.log");
    Process client = builder.redirectError(errors.toFile()).start();
    String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (client.waitFor() != 0) {
      throw new IOException(Files.readString(errors));
    }
    return printed;
  }

  /** It has workers of its own, which outlive it otherwise. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }
}
