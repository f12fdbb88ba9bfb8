package org.tonewheel.pipelines.runner;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SerializedThrowable;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.StageException;

/** The JobManager of a Flink session cluster, as its REST interface shows it. */
final class FlinkMaster {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HostAndPort address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * The JobManager at an address.
   *
   * @throws StageException (64) if it is not of the form {@code host:port}
   */
  FlinkMaster(String address) {
    try {
      this.address = HostAndPort.fromString(address);
    } catch (IllegalArgumentException e) {
      throw wrongAddress(address, e);
    }
    if (!this.address.hasPort()) {
      throw wrongAddress(address, null);
    }
  }

  private static StageException wrongAddress(String address, Exception cause) {
    return new StageException(
        Exit.USAGE,
        "--flinkMaster is %s; the Flink runner needs the JobManager's host and REST port, such as"
                .formatted(address)
            + " --flinkMaster=localhost:8081",
        cause);
  }

  /**
   * The task slots of the cluster, busy ones too.
   *
   * @throws StageException (75) if the JobManager does not answer or knows of no slot, (78) if it
   *     is of another version than the Flink that this program was built with
   */
  int slots() {
    Map<?, ?> overview;
    try {
      overview = get("/overview");
    } catch (IOException e) {
      throw new StageException(
          Exit.RETRY,
          "no JobManager answers at %s (%s); start the cluster or correct --flinkMaster"
              .formatted(address, e),
          e);
    }
    String version = String.valueOf(overview.get("flink-version"));
    String own = EnvironmentInformation.getVersion();
    if (!version.equals(own)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "the cluster at %s is Flink %s, and this program was built with Flink %s; both must be the"
                  .formatted(address, version, own)
              + " same");
    }
    int slots = overview.get("slots-total") instanceof Integer number ? number : 0;
    if (slots == 0) {
      throw new StageException(
          Exit.RETRY, "the cluster at %s has no TaskManager; start one".formatted(address));
    }
    return slots;
  }

  /** How long the JobManager answers from memory what it knew of a job, its counters among them. */
  Duration refreshInterval() throws IOException {
    return get("/config").get("refresh-interval") instanceof Number millis
        ? Duration.ofMillis(millis.longValue())
        : Duration.ZERO;
  }

  /** Why a job failed, as its step threw it where that can be told; empty if the job is unknown. */
  Optional<Throwable> failure(String jobName) throws IOException {
    for (Object job : (List<?>) get("/jobs/overview").get("jobs")) {
      if (job instanceof Map<?, ?> entry && jobName.equals(entry.get("name"))) {
        Map<?, ?> answer = get("/jobs/%s/execution-result".formatted(entry.get("jid")));
        return answer.get("job-execution-result") instanceof Map<?, ?> result
                && result.get("failure-cause") instanceof Map<?, ?> cause
            ? Optional.of(thrown((String) cause.get("serialized-throwable")))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Throwable thrown(String serialized) throws IOException {
    ClassLoader classes = FlinkMaster.class.getClassLoader();
    try {
      Throwable cause =
          InstantiationUtil.deserializeObject(Base64.getDecoder().decode(serialized), classes);
      return cause instanceof SerializedThrowable wrapped
          ? wrapped.deserializeError(classes)
          : cause;
    } catch (ClassNotFoundException e) {
      throw new IOException("the failure of the job cannot be read", e);
    }
  }

  private Map<?, ?> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("HTTP status %d for %s".formatted(response.statusCode(), path));
      }
      return Json.parse(response.body(), Map.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + address, e);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
