package org.tonewheel.pipelines.tracking;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.run.Fingerprint;

/**
 * Makes the server know what is to be known, and nothing twice: runs are found again by their tags,
 * one whose fingerprint has not changed is passed over, and of others what is missing is told.
 */
final class MlflowSync {
  /** The tag that all of one run of ours have. */
  static final String ID = "tonewheel.id";

  /** The tag that tells them apart. */
  static final String KEY = "tonewheel.key";

  /** The tag that is set when everything else is told. */
  static final String FINGERPRINT = "tonewheel.fingerprint";

  private static final String OURS = "tonewheel.";
  private static final String PARENT = "mlflow.parentRunId";

  private final MlflowStore store;
  private final String experiment;
  private final String id;
  private final Map<String, ServerRun> known = new HashMap<>();

  /**
   * Asks what the server knows.
   *
   * @param experiment the server's id of it
   * @param id of our run: letters and digits
   */
  MlflowSync(MlflowStore store, String experiment, String id)
      throws IOException, InterruptedException {
    this.store = store;
    this.experiment = experiment;
    this.id = id;
    for (ServerRun run : store.find(experiment, ID, id)) {
      known.putIfAbsent(run.tags().getOrDefault(KEY, ""), run);
    }
  }

  /** Tells it; returns the server's id of the run. */
  String tell(TrackedRun run) throws IOException, InterruptedException {
    return tell(run, null);
  }

  private String tell(TrackedRun run, String parent) throws IOException, InterruptedException {
    Map<String, String> tags = new TreeMap<>(run.tags());
    tags.put(ID, id);
    tags.put(KEY, run.key());
    if (parent != null) {
      tags.put(PARENT, parent);
    }
    String fingerprint = fingerprint(run, tags);
    ServerRun there = known.get(run.key());
    if (there != null && isAnother(there, run)) {
      store.delete(there.id()); // it was trained anew, and points of a curve cannot be removed
      there = null;
    }
    boolean same = there != null && fingerprint.equals(there.tags().get(FINGERPRINT));
    if (there == null) {
      there = store.create(experiment, run, tags);
    }
    Map<String, String> last = Map.of(FINGERPRINT, fingerprint);
    if (!same) {
      tellData(run, tags, there, run.artifacts().isEmpty() ? last : Map.of());
    }
    for (TrackedRun nested : run.nested()) {
      tell(nested, there.id());
    }
    if (!same && !run.artifacts().isEmpty()) {
      for (Map.Entry<String, Path> file : run.artifacts().entrySet()) {
        store.putArtifact(there, file.getKey(), MoreFiles.asByteSource(file.getValue()).read());
      }
      store.log(there.id(), Map.of(), List.of(), last);
    }
    return there.id();
  }

  private void tellData(
      TrackedRun run, Map<String, String> tags, ServerRun there, Map<String, String> last)
      throws IOException, InterruptedException {
    store.update(there.id(), run);
    for (String old : there.tags().keySet()) {
      if (old.startsWith(OURS) && !tags.containsKey(old) && !old.equals(FINGERPRINT)) {
        store.deleteTag(there.id(), old);
      }
    }
    Map<String, String> params = new TreeMap<>(run.params());
    params.keySet().removeAll(there.params().keySet());
    Map<String, String> changed = new TreeMap<>(tags);
    changed.entrySet().removeAll(there.tags().entrySet());
    changed.putAll(last);
    store.log(there.id(), params, missing(run.metrics(), there.latest()), changed);
  }

  private static List<TrackedMetric> missing(
      List<TrackedMetric> metrics, Map<String, ServerRun.Latest> latest) {
    List<TrackedMetric> missing = new ArrayList<>();
    for (TrackedMetric metric : metrics) {
      ServerRun.Latest last = latest.get(metric.key());
      boolean later = last == null || metric.step() > last.step();
      if (later || (metric.step() == 0 && !last.is(metric.value()))) {
        missing.add(metric);
      }
    }
    return missing;
  }

  /** Whether a curve on the server is not the beginning of one that is to be told. */
  private static boolean isAnother(ServerRun there, TrackedRun run) {
    return run.metrics().stream()
        .filter(metric -> metric.step() > 0)
        .map(TrackedMetric::key)
        .distinct()
        .filter(key -> there.latest().containsKey(key))
        .anyMatch(key -> !isOn(run, key, there.latest().get(key)));
  }

  private static boolean isOn(TrackedRun run, String curve, ServerRun.Latest point) {
    return run.metrics().stream()
        .filter(metric -> metric.key().equals(curve) && metric.step() == point.step())
        .anyMatch(metric -> point.is(metric.value()));
  }

  private static String fingerprint(TrackedRun run, Map<String, String> tags) throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of("tracked", 1)
            .with("name", run.name())
            .with("status", run.status())
            .with("ended", run.ended())
            .with("tags", tags)
            .with("params", run.params());
    for (TrackedMetric metric : run.metrics()) {
      fingerprint.with("metric", List.of(metric.key(), metric.step(), metric.value()));
    }
    for (Map.Entry<String, Path> file : run.artifacts().entrySet()) {
      fingerprint.with("file", List.of(file.getKey(), Fingerprint.sha256(file.getValue())));
    }
    return fingerprint.hex();
  }
}
