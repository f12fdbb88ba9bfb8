package org.tonewheel.pipelines.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that speaks S3 over HTTP on this machine's loopback: the Versity gateway, which keeps
 * objects as files. It is built below {@code target} from the Go module proxy when it is first
 * needed, in some minutes; without Go, tests that need it are skipped.
 */
final class S3Server implements AutoCloseable {
  /** The one bucket there is. */
  static final String BUCKET = "s3://tonewheel";

  private static final String MODULE = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";
  private static final Path TOOLS = Path.of("target", "versitygw").toAbsolutePath();
  private static final Duration BUILDING = Duration.ofMinutes(30);
  private static final String KEY = "tonewheel";
  private static final String SECRET = "no secret at all";

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it on a folder that it fills. */
  static S3Server start(Path folder) throws Exception {
    Path program = program();
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(data.resolve("tonewheel"));
    Path beside = Files.createDirectories(folder.resolve("attributes"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--port=127.0.0.1:" + port,
                "posix",
                "--sidecar=" + beside, // not every file system has extended attributes
                data.toString()));
    builder.environment().put("ROOT_ACCESS_KEY_ID", KEY);
    builder.environment().put("ROOT_SECRET_ACCESS_KEY", SECRET);
    Path log = folder.resolve("server.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    S3Server server = new S3Server(builder.start(), port);
    while (!server.answers()) {
      if (!server.process.isAlive()) {
        throw new IOException("the S3 server ended: " + Files.readString(log));
      }
      Thread.sleep(50);
    }
    return server;
  }

  private static Path program() throws Exception {
    Path program = TOOLS.resolve("versitygw");
    if (!Files.isExecutable(program)) {
      boolean go =
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(place -> Files.isExecutable(Path.of(place, "go")));
      assumeTrue(go, "the S3 server is built by Go, and there is no `go` on the path");
      Files.createDirectories(TOOLS);
      ProcessBuilder builder = new ProcessBuilder("go", "install", MODULE);
      builder.environment().put("GOBIN", TOOLS.toString());
      builder.environment().put("GOFLAGS", "-mod=mod");
      Path log = TOOLS.resolve("build.log");
      Process build = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (!build.waitFor(BUILDING.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
        build.destroyForcibly();
        throw new IOException(MODULE + " was not built: " + Files.readString(log));
      }
    }
    return program;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What Beam is told of it. */
  List<String> options() {
    return List.of("--awsRegion=us-east-1", "--endpoint=http://127.0.0.1:" + port);
  }

  /** Who may use it, for the environment of a process. */
  Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET);
  }

  /** Who may use it, for the properties of this process. */
  Map<String, String> properties() {
    return Map.of("aws.accessKeyId", KEY, "aws.secretAccessKey", SECRET);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
