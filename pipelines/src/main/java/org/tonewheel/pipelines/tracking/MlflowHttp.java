package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tonewheel.pipelines.run.Json;

/**
 * Requests to a tracking server, each of which ends in time: MLflow's Java client waits for ever.
 * Redirects are not followed, so that credentials go nowhere else.
 */
final class MlflowHttp {
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  /**
   * The longest that a server is waited for that was connected to; files may take all that is left.
   */
  private static final long ANSWERING = TimeUnit.SECONDS.toNanos(15);

  private static final int LONGEST_ANSWER = 300;

  private final TrackingServer server;
  private final Credentials credentials;
  private final Deadline deadline;
  private final HttpClient client;

  MlflowHttp(TrackingServer server, Credentials credentials, Deadline deadline) {
    this.server = server;
    this.credentials = credentials;
    this.deadline = deadline;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .build();
  }

  /** Asks, such as {@code experiments/get-by-name?experiment_name=a%20b}. */
  JsonNode get(String call, String parameter, String value)
      throws IOException, InterruptedException {
    String query = "?" + parameter + "=" + UrlEscapers.urlFormParameterEscaper().escape(value);
    return json(send(request("/api/2.0/mlflow/" + call + query).GET(), ANSWERING));
  }

  JsonNode post(String call, Object body) throws IOException, InterruptedException {
    return json(
        send(
            request("/api/2.0/mlflow/" + call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body))),
            ANSWERING));
  }

  /**
   * Puts a file into the server's own store.
   *
   * @param path of folders and a name, as they are
   */
  void put(String path, byte[] content) throws IOException, InterruptedException {
    StringBuilder escaped = new StringBuilder("/api/2.0/mlflow-artifacts/artifacts");
    for (String part : Splitter.on("/").split(path)) {
      escaped.append('/').append(UrlEscapers.urlPathSegmentEscaper().escape(part));
    }
    BodyPublisher body = BodyPublishers.ofByteArray(content);
    send(
        request(escaped.toString()).header("Content-Type", "application/octet-stream").PUT(body),
        Long.MAX_VALUE);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + pathAndQuery))
            .header("User-Agent", "tonewheel");
    credentials.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private String send(HttpRequest.Builder builder, long longest)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    long nanos = Math.min(deadline.left(), longest);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      HttpResponse<String> response = answer.get(nanos, TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        throw refused(request, response);
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new TrackingException(
          "%s did not answer within %.0f s".formatted(server.address(), nanos / 1e9));
    } catch (ExecutionException e) {
      throw new TrackingException(
          "%s cannot be reached: %s".formatted(server.address(), words(e.getCause())));
    } finally {
      answer.cancel(true);
    }
  }

  /** Java's own exceptions of this kind mostly have no message. */
  private static String words(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return "no connection within %d s".formatted(CONNECTING.toSeconds());
    }
    if (cause.getCause() instanceof UnresolvedAddressException) {
      return "no such host";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : shown(cause.getMessage());
  }

  private TrackingException refused(HttpRequest request, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return new TrackingException(
          "%s answers %d to %s: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or"
                  .formatted(server.address(), status, credentials)
              + " MLFLOW_TRACKING_TOKEN, to what may write there");
    }
    if (status >= 300 && status < 400) {
      return new TrackingException(
          "%s answers %d and names %s: give the address that it is really at"
              .formatted(
                  server.address(),
                  status,
                  shown(response.headers().firstValue("Location").orElse("no other"))));
    }
    String code = "";
    String message = response.body();
    try {
      JsonNode error = json(message);
      code = error.path("error_code").asText("");
      message = error.path("message").asText(message);
    } catch (TrackingException e) {
      // no answer of MLflow's: shown as it is
    }
    return new TrackingException(
        code,
        "%s answers %d to %s %s: %s"
            .formatted(
                server.address(),
                status,
                request.method(),
                request.uri().getPath(),
                shown(message)));
  }

  private JsonNode json(String body) throws TrackingException {
    try {
      return Json.parse(body, JsonNode.class);
    } catch (IOException e) {
      throw new TrackingException(
          "%s does not answer as an MLflow server does".formatted(server.address()));
    }
  }

  /** What a stranger said, on one line of the log. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "...";
  }
}
