package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MLflow's experiments and runs, by its REST API, version 2.0. */
final class MlflowStore {
  private static final int PAGE = 200;

  private final MlflowHttp http;

  MlflowStore(MlflowHttp http) {
    this.http = http;
  }

  /** The id of the experiment of this name, which is made if there is none. */
  String experiment(String name) throws IOException, InterruptedException {
    try {
      return existing(name);
    } catch (TrackingException e) {
      if (!e.is("RESOURCE_DOES_NOT_EXIST")) {
        throw e;
      }
    }
    try {
      JsonNode made = http.post("experiments/create", ImmutableMap.of("name", name));
      return id(made.path("experiment_id"));
    } catch (TrackingException e) {
      if (!e.is("RESOURCE_ALREADY_EXISTS")) {
        throw e;
      }
      return existing(name); // made by another process meanwhile
    }
  }

  private String existing(String name) throws IOException, InterruptedException {
    JsonNode experiment =
        http.get("experiments/get-by-name", "experiment_name", name).path("experiment");
    if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
      throw new TrackingException(
          "the server's experiment '%s' is deleted; restore it, or set MLFLOW_EXPERIMENT_NAME"
              .formatted(name));
    }
    return id(experiment.path("experiment_id"));
  }

  /** Runs that are not deleted and have this tag, whose value has letters and digits alone. */
  List<ServerRun> find(String experiment, String tag, String value)
      throws IOException, InterruptedException {
    List<ServerRun> found = new ArrayList<>();
    Map<String, Object> query = new HashMap<>();
    query.put("experiment_ids", List.of(experiment));
    query.put("filter", "tags.\"%s\" = '%s'".formatted(tag, value));
    query.put("max_results", PAGE);
    query.put("order_by", List.of("attributes.start_time ASC"));
    String next;
    do {
      JsonNode page = http.post("runs/search", query);
      page.path("runs").forEach(run -> found.add(ServerRun.of(run)));
      next = page.path("next_page_token").asText("");
      query.put("page_token", next);
    } while (!next.isEmpty());
    return found;
  }

  ServerRun create(String experiment, TrackedRun run, Map<String, String> tags)
      throws IOException, InterruptedException {
    JsonNode made =
        http.post(
            "runs/create",
            ImmutableMap.of(
                "experiment_id",
                experiment,
                "run_name",
                run.name(),
                "start_time",
                run.started(),
                "tags",
                pairs(tags)));
    ServerRun created = ServerRun.of(made.path("run"));
    if (created.id().isEmpty()) {
      throw new TrackingException("the server made no run");
    }
    return created;
  }

  void update(String id, TrackedRun run) throws IOException, InterruptedException {
    ImmutableMap.Builder<String, Object> body = ImmutableMap.builder();
    body.put("run_id", id).put("status", run.status()).put("run_name", run.name());
    if (run.ended() != 0) {
      body.put("end_time", run.ended());
    }
    http.post("runs/update", body.buildOrThrow());
  }

  /** Into the server's trash, from which it can be restored. */
  void delete(String id) throws IOException, InterruptedException {
    http.post("runs/delete", ImmutableMap.of("run_id", id));
  }

  void deleteTag(String id, String key) throws IOException, InterruptedException {
    http.post("runs/delete-tag", ImmutableMap.of("run_id", id, "key", key));
  }

  /**
   * Logs all of it in as few requests as the server takes. Tags come with the last of them, since a
   * server may write a part of what it then refuses.
   */
  void log(
      String id, Map<String, String> params, List<TrackedMetric> metrics, Map<String, String> tags)
      throws IOException, InterruptedException {
    var paramParts = Lists.partition(pairs(params), MlflowLimits.TEXTS_AT_ONCE);
    var metricParts = Lists.partition(points(metrics), MlflowLimits.METRICS_AT_ONCE);
    var tagParts = Lists.partition(pairs(tags), MlflowLimits.TEXTS_AT_ONCE);
    int requests = Ints.max(paramParts.size(), metricParts.size(), tagParts.size());
    for (int i = 0; i < requests; i++) {
      http.post(
          "runs/log-batch",
          ImmutableMap.of(
              "run_id",
              id,
              "params",
              part(paramParts, i),
              "metrics",
              part(metricParts, i),
              "tags",
              part(tagParts, i - (requests - tagParts.size()))));
    }
  }

  private static <T> List<T> part(List<List<T>> parts, int index) {
    return index < 0 || index >= parts.size() ? List.of() : parts.get(index);
  }

  private static List<Map<String, Object>> points(List<TrackedMetric> metrics) {
    long now = Instant.now().toEpochMilli();
    List<Map<String, Object>> points = new ArrayList<>();
    for (TrackedMetric metric : metrics) {
      points.add(
          ImmutableMap.of(
              "key",
              metric.key(),
              "value",
              metric.value(),
              "timestamp",
              metric.time() == 0 ? now : metric.time(),
              "step",
              metric.step()));
    }
    return points;
  }

  /**
   * Puts a file beside the run.
   *
   * @throws TrackingException if the server has its clients write to the store themselves
   */
  void putArtifact(ServerRun run, String path, byte[] content)
      throws IOException, InterruptedException {
    URI folder = URI.create(run.artifacts());
    if (!"mlflow-artifacts".equals(folder.getScheme()) || folder.getAuthority() != null) {
      throw new TrackingException(
          "the server takes no files itself, they would go to %s; start it with --serve-artifacts"
                  .formatted(run.artifacts())
              + " and use an experiment made since");
    }
    http.put(folder.getPath().replaceAll("^/+", "") + "/" + path, content);
  }

  private static List<Map<String, String>> pairs(Map<String, String> texts) {
    return texts.entrySet().stream()
        .<Map<String, String>>map(
            text -> ImmutableMap.of("key", text.getKey(), "value", text.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private static String id(JsonNode node) throws TrackingException {
    if (node.asText("").isEmpty()) {
      throw new TrackingException("the server names no experiment; is it an MLflow server?");
    }
    return node.asText();
  }
}
