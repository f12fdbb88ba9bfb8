package org.tonewheel.pipelines.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tonewheel.pipelines.run.Json;

/**
 * What an MLflow server does with the calls that are made here, as far as its documentation says:
 * parameters never change, points of metrics are only added, and a request has its limits.
 */
final class MlflowDouble implements AutoCloseable {
  /** A run as it is kept. */
  static final class Kept {
    final String id;
    String name;
    String status = "RUNNING";
    boolean deleted;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> params = new TreeMap<>();
    final List<Map<String, Object>> points = new ArrayList<>();

    Kept(String id, String name) {
      this.id = id;
      this.name = name;
    }

    /** Values of a metric in the order of their arrival. */
    List<Double> values(String key) {
      return points.stream()
          .filter(point -> point.get("key").equals(key))
          .map(point -> ((Number) point.get("value")).doubleValue())
          .toList();
    }
  }

  final Map<String, String> experiments = new LinkedHashMap<>();
  final List<Kept> runs = new ArrayList<>();
  final Map<String, byte[]> files = new TreeMap<>();
  final List<String> calls = new ArrayList<>();
  final List<String> authorizations = new ArrayList<>();

  /** What is answered in place of anything else, where it is above 0. */
  int status;

  /** Milliseconds before each answer. */
  long delay;

  /** Where files go. */
  String store = "mlflow-artifacts:/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  MlflowDouble() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else 40 ms an answer
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  TrackingServer address() {
    return TrackingServer.parse("mlflow:http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The run of this key that is not deleted; there must be one alone. */
  Kept only(String key) {
    List<Kept> found =
        runs.stream()
            .filter(run -> !run.deleted && key.equals(run.tags.get(MlflowSync.KEY)))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " runs have the key " + key);
    }
    return found.get(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Object answer;
    int code = 200;
    try {
      Thread.sleep(delay);
      synchronized (this) {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (status > 0) {
          code = status;
          answer = Map.of("error_code", "TROUBLE", "message", "as\nwas asked\u001b[31m for");
        } else if (path.startsWith("/api/2.0/mlflow-artifacts/artifacts/")) {
          files.put(path.substring("/api/2.0/mlflow-artifacts/artifacts/".length()), body);
          answer = Map.of();
        } else {
          answer = answer(path, exchange.getRequestURI().getQuery(), body);
        }
      }
    } catch (IllegalStateException | InterruptedException e) {
      code = e.getMessage().contains("DOES_NOT_EXIST") ? 404 : 400;
      answer = Map.of("error_code", e.getMessage(), "message", "no: " + e.getMessage());
    }
    byte[] bytes = Json.line(answer).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Location", "http://elsewhere.example/");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Object answer(String path, String query, byte[] body) throws IOException {
    JsonNode json = body.length == 0 ? null : Json.parse(new String(body, UTF_8), JsonNode.class);
    return switch (path.substring("/api/2.0/mlflow/".length())) {
      case "experiments/get-by-name" -> experiment(query.substring("experiment_name=".length()));
      case "experiments/create" -> newExperiment(text(json, "name"));
      case "runs/search" ->
          Map.of("runs", found(text(json, "filter").replaceAll(".*'(.*)'", "$1")));
      case "runs/create" -> create(json);
      case "runs/update", "runs/delete", "runs/delete-tag", "runs/log-batch" ->
          change(path, kept(json), json);
      default -> throw new IllegalStateException("ENDPOINT_NOT_FOUND");
    };
  }

  private Object experiment(String name) {
    String id = experiments.get(name);
    require(id != null, "RESOURCE_DOES_NOT_EXIST");
    return Map.of("experiment", Map.of("experiment_id", id, "lifecycle_stage", "active"));
  }

  private Object newExperiment(String name) {
    String id = Integer.toString(experiments.size() + 1);
    require(experiments.putIfAbsent(name, id) == null, "RESOURCE_ALREADY_EXISTS");
    return Map.of("experiment_id", id);
  }

  private List<Map<String, Object>> found(String id) {
    return runs.stream()
        .filter(run -> !run.deleted && id.equals(run.tags.get(MlflowSync.ID)))
        .map(this::shown)
        .toList();
  }

  private Object create(JsonNode json) {
    Kept made = new Kept("r" + runs.size(), text(json, "run_name"));
    json.path("tags").forEach(tag -> made.tags.put(text(tag, "key"), text(tag, "value")));
    runs.add(made);
    return Map.of("run", shown(made));
  }

  private static Object change(String path, Kept run, JsonNode json) {
    if (path.endsWith("update")) {
      run.status = text(json, "status");
    } else if (path.endsWith("delete")) {
      run.deleted = true;
    } else if (path.endsWith("delete-tag")) {
      require(run.tags.remove(text(json, "key")) != null, "RESOURCE_DOES_NOT_EXIST");
    } else {
      log(run, json);
    }
    return Map.of();
  }

  private static void log(Kept run, JsonNode batch) {
    require(batch.path("metrics").size() <= 1000, "INVALID_PARAMETER_VALUE: metrics");
    require(batch.path("params").size() <= 100, "INVALID_PARAMETER_VALUE: params");
    require(batch.path("tags").size() <= 100, "INVALID_PARAMETER_VALUE: tags");
    for (JsonNode param : batch.path("params")) {
      require(
          text(param, "key").matches("[A-Za-z0-9_. /-]{1,250}"), "INVALID_PARAMETER_VALUE: key");
      require(text(param, "value").length() <= 500, "INVALID_PARAMETER_VALUE: value");
      String before = run.params.putIfAbsent(text(param, "key"), text(param, "value"));
      require(
          before == null || before.equals(text(param, "value")),
          "INVALID_PARAMETER_VALUE: changed");
    }
    for (JsonNode tag : batch.path("tags")) {
      require(text(tag, "value").length() <= 5000, "INVALID_PARAMETER_VALUE: tag");
      run.tags.put(text(tag, "key"), text(tag, "value"));
    }
    for (JsonNode metric : batch.path("metrics")) {
      require(metric.get("value").isNumber(), "INVALID_PARAMETER_VALUE: no number");
      run.points.add(
          Map.of(
              "key", text(metric, "key"),
              "value", metric.get("value").asDouble(),
              "step", metric.get("step").asLong(),
              "timestamp", metric.get("timestamp").asLong()));
    }
  }

  private Map<String, Object> shown(Kept run) {
    Map<String, Map<String, Object>> latest = new LinkedHashMap<>();
    for (Map<String, Object> point : run.points) {
      latest.merge(
          (String) point.get("key"),
          point,
          (one, other) -> (long) other.get("step") >= (long) one.get("step") ? other : one);
    }
    return Map.of(
        "info",
        Map.of("run_id", run.id, "artifact_uri", store + "1/" + run.id + "/artifacts"),
        "data",
        Map.of(
            "tags", pairs(run.tags),
            "params", pairs(run.params),
            "metrics", List.copyOf(latest.values())));
  }

  private static List<Map<String, String>> pairs(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> Map.of("key", text.getKey(), "value", text.getValue()))
        .toList();
  }

  private Kept kept(JsonNode json) {
    return runs.stream()
        .filter(run -> run.id.equals(text(json, "run_id")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("RESOURCE_DOES_NOT_EXIST"));
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).asText();
  }

  private static void require(boolean condition, String code) {
    if (!condition) {
      throw new IllegalStateException(code);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
