package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the server knows of a run.
 *
 * @param id the server's
 * @param artifacts where its files go
 * @param tags by name
 * @param params by name
 * @param latest each metric's value of the last step
 */
record ServerRun(
    String id,
    String artifacts,
    Map<String, String> tags,
    Map<String, String> params,
    Map<String, Latest> latest) {

  /** A metric's last value. */
  record Latest(long step, double value) {
    /** A data base may have rounded. */
    boolean is(double other) {
      return Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(other));
    }
  }

  static ServerRun of(JsonNode run) {
    JsonNode data = run.path("data");
    Map<String, Latest> latest = new LinkedHashMap<>();
    for (JsonNode metric : data.path("metrics")) {
      latest.put(
          metric.path("key").asText(),
          new Latest(metric.path("step").asLong(), metric.path("value").asDouble(Double.NaN)));
    }
    return new ServerRun(
        run.path("info").path("run_id").asText(),
        run.path("info").path("artifact_uri").asText(),
        texts(data.path("tags")),
        texts(data.path("params")),
        latest);
  }

  private static Map<String, String> texts(JsonNode list) {
    Map<String, String> texts = new LinkedHashMap<>();
    list.forEach(one -> texts.put(one.path("key").asText(), one.path("value").asText()));
    return texts;
  }
}
