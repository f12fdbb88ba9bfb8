package org.tonewheel.pipelines.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.splits.Divided;
import org.tonewheel.pipelines.training.BranchFile;
import org.tonewheel.pipelines.training.History;

/** What is to be told of a run's branches, as far as they were begun. */
final class BranchTracks {
  /** Settings in which branches of one configuration differ. */
  private static final Set<String> OWN = ImmutableSet.of("id", "fold", "seed");

  private final Run run;
  private final RunDirectory directory;
  private final FinalMetrics figures;

  BranchTracks(Run run, FinalMetrics figures) {
    this.run = run;
    this.directory = run.directory();
    this.figures = figures;
  }

  /**
   * A configuration of one branch is told with that branch's curve; below one of several, each
   * branch is told by itself.
   *
   * @param branches of one configuration
   * @return empty if none was begun
   */
  Optional<TrackedRun> of(List<Branch> branches) throws IOException {
    List<TrackedRun> begun = new ArrayList<>();
    for (Branch branch : branches) {
      Optional<StageState> state = StageState.read(directory.state(branch.id()));
      if (state.isPresent()) {
        begun.add(told(branch, state.get(), branches.size() == 1));
      }
    }
    if (begun.isEmpty() || branches.size() == 1) {
      return begun.stream().findFirst();
    }
    Branch first = branches.get(0);
    String id = first.configuration();
    boolean all = begun.size() == branches.size();
    return Optional.of(
        new TrackedRun(
            id,
            id,
            status(begun, all),
            begun.stream().mapToLong(TrackedRun::started).min().getAsLong(),
            all && begun.stream().allMatch(one -> one.ended() != 0)
                ? begun.stream().mapToLong(TrackedRun::ended).max().getAsLong()
                : 0,
            tags(first),
            settings(first, OWN),
            figures.byConfiguration().getOrDefault(id, List.of()),
            Map.of(),
            begun));
  }

  private static String status(List<TrackedRun> begun, boolean all) {
    List<String> states = begun.stream().map(TrackedRun::status).distinct().toList();
    if (states.contains("FAILED")) {
      return "FAILED";
    }
    return all && states.size() == 1 ? states.get(0) : "RUNNING";
  }

  private TrackedRun told(Branch branch, StageState state, boolean alone) throws IOException {
    Map<String, String> tags = tags(branch);
    tags.put("tonewheel.attempt", Integer.toString(state.attempt()));
    if (state.message() != null) {
      tags.put("tonewheel.failure", state.message());
    }
    List<TrackedMetric> metrics = new ArrayList<>();
    boolean ended = state.state() == State.DONE || state.state() == State.FAILED;
    if (ended) {
      metrics.addAll(curve(branch, state));
    }
    Optional<BranchFile> file = BranchFile.read(directory.model(branch.id()));
    if (file.isPresent()) {
      BranchFile model = file.get();
      if (model.ended() != null) {
        tags.put("tonewheel.ended", model.ended());
        metrics.add(TrackedMetric.of("training/keptEpoch", model.keptEpoch()));
      }
      metrics.add(TrackedMetric.of("training/examples", model.trainSegments()));
    }
    if (alone) {
      metrics.addAll(figures.byConfiguration().getOrDefault(branch.configuration(), List.of()));
    }
    return new TrackedRun(
        branch.id(),
        branch.id(),
        status(branch, state),
        millis(state.started()),
        ended ? end(state) : 0,
        tags,
        settings(branch, ImmutableSet.of("id", "configuration")),
        metrics,
        Map.of(),
        List.of());
  }

  /** A branch that nobody works on, though its state says so, was killed. */
  private String status(Branch branch, StageState state) throws IOException {
    return switch (state.state()) {
      case DONE -> "FINISHED";
      case FAILED -> "FAILED";
      case STOPPED -> "KILLED";
      case RUNNING -> Lease.isHeld(directory.lease(branch.id())) ? "RUNNING" : "KILLED";
    };
  }

  private List<TrackedMetric> curve(Branch branch, StageState state) throws IOException {
    List<TrackedMetric> points = new ArrayList<>();
    String validation = (safe(branch) ? "" : FinalMetrics.UNSAFE) + "validation/";
    double time = millis(state.started());
    for (History.Epoch epoch : History.read(directory.model(branch.id())).rows()) {
      time += 1000 * epoch.seconds();
      for (Map.Entry<String, Double> point :
          Map.of(
                  "train/loss",
                  epoch.trainLoss(),
                  "train/accuracy",
                  epoch.trainAccuracy(),
                  validation + "loss",
                  epoch.validationLoss(),
                  validation + "accuracy",
                  epoch.validationAccuracy(),
                  "training/epochSeconds",
                  epoch.seconds())
              .entrySet()) {
        points.add(
            new TrackedMetric(point.getKey(), point.getValue(), epoch.epoch(), Math.round(time)));
      }
    }
    points.sort(TrackedMetric.BY_STEP);
    return points;
  }

  private Map<String, String> tags(Branch branch) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(
        "tonewheel.protocol",
        run.experiment().splits().get(branch.split()).protocol().name().toLowerCase(Locale.ROOT));
    tags.put("tonewheel.safe", Boolean.toString(safe(branch)));
    tags.putAll(figures.tags(branch.configuration()));
    return tags;
  }

  /** As its {@code branch.json} will say. */
  private boolean safe(Branch branch) {
    boolean before =
        branch.synthesis() != null
            && run.experiment().synthesis().sets().get(branch.synthesis()).beforeSplit();
    return Divided.protocol(run.experiment().splits().get(branch.split())).safe() && !before;
  }

  /** Everything that its training depends on; zeros and false stand where its net takes none. */
  private static Map<String, String> settings(Branch branch, Set<String> without)
      throws IOException {
    JsonNode tree = Json.parse(Json.line(branch), JsonNode.class);
    ((ObjectNode) tree).remove(without);
    Map<String, String> settings = Flattened.of(tree);
    settings
        .entrySet()
        .removeIf(
            one ->
                !OWN.contains(one.getKey())
                    && (one.getValue().equals("0")
                        || one.getValue().equals("0.0")
                        || one.getValue().equals("false")));
    return settings;
  }

  static long end(StageState state) {
    return millis(state.started()) + Math.round(1000 * state.seconds());
  }

  static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
