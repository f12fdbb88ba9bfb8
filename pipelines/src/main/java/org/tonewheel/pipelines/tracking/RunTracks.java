package org.tonewheel.pipelines.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunExperiment;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** What is to be told of a run, read from its folder as it is now. */
final class RunTracks {
  /** What the run itself is called among what is told of it. */
  static final String KEY = "run";

  private final Run run;
  private final RunDirectory directory;

  RunTracks(Run run) {
    this.run = run;
    this.directory = run.directory();
  }

  /** What tells this run from all others, wherever its folder is moved to. */
  static String id(RunInfo info) {
    return Fingerprint.of("tracking", 1)
        .with("run", info.run())
        .with("created", info.created())
        .with("input", info.inputFingerprint())
        .with("experiment", info.experiment().name())
        .with("seed", info.seed())
        .hex()
        .substring(0, 32);
  }

  /** Reads it. */
  TrackedRun read() throws IOException {
    FinalMetrics figures = FinalMetrics.read(directory.report().resolve("metrics.json"));
    Map<String, List<Branch>> configurations = new LinkedHashMap<>();
    for (Branch branch : Grid.expand(run.experiment())) {
      configurations.computeIfAbsent(branch.configuration(), name -> new ArrayList<>()).add(branch);
    }
    BranchTracks branches = new BranchTracks(run, figures);
    List<TrackedRun> nested = new ArrayList<>();
    for (List<Branch> configuration : configurations.values()) {
      branches.of(configuration).ifPresent(nested::add);
    }
    Optional<StageState> report =
        StageState.read(directory.state("report")).filter(state -> state.state() == State.DONE);
    String status = status(nested, configurations.size(), report.isPresent());
    return new TrackedRun(
        KEY,
        run.info().run(),
        status,
        BranchTracks.millis(run.info().created()),
        status.equals("RUNNING") ? 0 : BranchTracks.end(report.get()),
        tags(figures),
        Flattened.of(RunExperiment.withoutReport(run.experiment())),
        figures.ofRun(),
        artifacts(),
        nested);
  }

  private static String status(List<TrackedRun> nested, int configurations, boolean reported) {
    boolean whole =
        reported
            && nested.size() == configurations
            && nested.stream().allMatch(one -> one.ended() != 0);
    boolean failed = nested.stream().anyMatch(one -> one.status().equals("FAILED"));
    return !whole ? "RUNNING" : failed ? "FAILED" : "FINISHED";
  }

  private Map<String, String> tags(FinalMetrics figures) {
    RunInfo info = run.info();
    Map<String, String> tags = new TreeMap<>(figures.tags());
    tags.put("mlflow.source.name", "tonewheel");
    tags.put("mlflow.source.type", "JOB");
    if (!info.commit().equals("unknown")) {
      tags.put("mlflow.source.git.commit", info.commit());
    }
    tags.put("tonewheel.run", info.run());
    tags.put("tonewheel.experiment", info.experiment().name());
    tags.put("tonewheel.commit", info.commit());
    tags.put("tonewheel.input", info.input());
    tags.put("tonewheel.inputFingerprint", info.inputFingerprint());
    tags.put("tonewheel.command", String.join(" ", info.command()));
    info.versions().forEach((name, version) -> tags.put("tonewheel.version." + name, version));
    info.machine().forEach((name, value) -> tags.put("tonewheel.machine." + name, value));
    return tags;
  }

  /** Every file of the report, and what the run is. */
  private Map<String, Path> artifacts() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Path report = directory.report();
    if (Files.isDirectory(report)) {
      try (Stream<Path> all = Files.walk(report)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          if (!AtomicFiles.isTemporary(file)) {
            files.put("report/" + report.relativize(file).toString().replace('\\', '/'), file);
          }
        }
      }
    }
    return files;
  }
}
