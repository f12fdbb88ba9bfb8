package org.tonewheel.pipelines.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** A run's files as training and report leave them, as far as they are told of. */
final class ToldRun {
  static final String LEAKY = "net5-adam-0.001-e4-frames33-leaky-s7";
  static final String KEPT = "net5-adam-0.001-e4-frames33-kept-s7";
  static final String SEEDS = "forest-frames33-kept";

  final Run run;

  private ToldRun(Run run) {
    this.run = run;
  }

  static ToldRun in(Path folder) throws IOException {
    return new ToldRun(
        SoundFolder.in(folder)
            .run(
                "run",
                SoundFolder.experiment(
                    "seed: 7",
                    "description: \"<script>alert('x')</script> \\u001b[31m\"",
                    "featureSets: {frames33: {}}",
                    "splits:",
                    "  leaky: {protocol: segment, fractions: {train: 0.6, validation: 0.2, test: 0.2}}",
                    "  kept: {protocol: track, fractions: {train: 0.6, validation: 0.2, test: 0.2}}",
                    "branches:",
                    "  - {net: net5, split: [leaky, kept], epochs: 4}",
                    "  - {net: forest, split: kept, trees: 9, seeds: [1, 2]}")));
  }

  List<Branch> branches() {
    return Grid.expand(run.experiment());
  }

  void state(String owner, State state, String message) throws IOException {
    Json.write(
        run.directory().state(owner),
        new StageState(
            1, owner, state, "f", 1, "2026-01-01T00:00:10Z", 60, Map.of(), null, null, message));
  }

  /** A branch that is done, with these validation losses. */
  void trained(String branch, double... losses) throws IOException {
    state(branch, State.DONE, null);
    StringBuilder csv =
        new StringBuilder(
            "epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds\n");
    for (int i = 0; i < losses.length; i++) {
      csv.append("%d,%s,0.5,%s,0.5,2\n".formatted(i + 1, losses[i] / 2, losses[i]));
    }
    Path folder = Files.createDirectories(run.directory().model(branch));
    Files.writeString(folder.resolve("history.csv"), csv);
  }

  /** A report with the accuracy of the branch that is chosen. */
  void report(double accuracy) throws IOException {
    Map<String, Object> figures =
        Map.of(
            "accuracy",
            accuracy,
            "interval",
            Map.of("clusters", 20, "accuracy", Map.of("low", 0.5, "high", 0.75)),
            "aucLeaves",
            List.of());
    Path folder = Files.createDirectories(run.directory().report());
    Json.write(
        folder.resolve("metrics.json"),
        Map.of(
            "counts", Map.of("tracks", 20),
            "best", Map.of("branch", configuration(KEPT), "protocol", "track", "safe", true),
            "branches",
                List.of(
                    entry(configuration(KEPT), true, figures),
                    entry(configuration(LEAKY), false, figures),
                    entry(SEEDS, true, figures)),
            "baselines", List.of()));
    Files.writeString(folder.resolve("index.html"), "<p>" + accuracy);
    state("report", State.DONE, null);
  }

  /** The name without the seed. */
  static String configuration(String branch) {
    return branch.substring(0, branch.length() - "-s7".length());
  }

  private static Map<String, Object> entry(String id, boolean safe, Map<String, Object> figures) {
    return Map.of(
        "branch",
        id,
        "safe",
        safe,
        "unsafe",
        safe ? "" : "split leaky leaks",
        "seconds",
        8,
        "epochs",
        2,
        "test",
        Map.of("track", figures));
  }

  /** All of it. */
  void finish() throws IOException {
    for (Branch branch : branches()) {
      trained(branch.id(), 1, 0.5);
    }
    report(0.625);
  }
}
