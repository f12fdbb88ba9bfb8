package org.tonewheel.pipelines.tracking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server is to know of a run, a configuration or a branch; in MLflow's words a run.
 *
 * @param key what it is called among those of one run of ours: {@code run}, or a configuration's or
 *     branch's id
 * @param name as it is shown
 * @param status MLflow's: {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code KILLED}
 * @param started milliseconds since 1970
 * @param ended likewise; 0: not yet
 * @param tags by name
 * @param params by name; they never change
 * @param metrics in the order of steps
 * @param artifacts files by the path they get
 * @param nested those below it
 */
record TrackedRun(
    String key,
    String name,
    String status,
    long started,
    long ended,
    Map<String, String> tags,
    Map<String, String> params,
    List<TrackedMetric> metrics,
    Map<String, Path> artifacts,
    List<TrackedRun> nested) {

  TrackedRun {
    tags = limited(tags, MlflowLimits.TAG);
    params = limited(params, MlflowLimits.PARAM);
    metrics =
        metrics.stream()
            .filter(metric -> Double.isFinite(metric.value()))
            .collect(ImmutableList.toImmutableList());
    artifacts = ImmutableSortedMap.copyOf(artifacts);
    nested = ImmutableList.copyOf(nested);
  }

  private static Map<String, String> limited(Map<String, String> all, int longest) {
    Map<String, String> fitting = new TreeMap<>();
    all.forEach(
        (key, value) -> fitting.put(MlflowLimits.key(key), MlflowLimits.value(value, longest)));
    return fitting;
  }
}
