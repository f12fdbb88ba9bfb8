package org.tonewheel.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.report.ReportStage;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** The runs in a folder, the newest first. */
final class RunList {
  /** A run in one line. */
  record Line(String created, String run, String experiment, String branches, String best) {}

  private final List<Line> lines;

  private RunList(List<Line> lines) {
    this.lines = lines;
  }

  /** Refuses (64) what is no folder. */
  static void check(Path output) {
    if (!Files.isDirectory(output)) {
      throw new StageException(Exit.USAGE, "--output=" + output + " is not a folder");
    }
  }

  /** Reads them; a folder that is no run is passed over. */
  static RunList of(Path output) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Stream<Path> folders = Files.list(output)) {
      for (Path folder : folders.sorted().toList()) {
        RunDirectory run = RunDirectory.at(folder);
        if (Files.exists(run.runJson())) {
          lines.add(line(run));
        }
      }
    }
    lines.sort(Comparator.comparing(Line::created).reversed());
    return new RunList(lines);
  }

  private static Line line(RunDirectory run) throws IOException {
    RunInfo info = RunInfo.read(run);
    List<Branch> branches = Grid.expand(info.experiment());
    int done = 0;
    int failed = 0;
    for (Branch branch : branches) {
      State state = StageState.read(run.state(branch.id())).map(StageState::state).orElse(null);
      done += state == State.DONE ? 1 : 0;
      failed += state == State.FAILED ? 1 : 0;
    }
    String trained =
        "%d of %d%s".formatted(done, branches.size(), failed > 0 ? ", " + failed + " failed" : "");
    return new Line(info.created(), run.name(), info.experiment().name(), trained, best(run));
  }

  private static String best(RunDirectory run) throws IOException {
    Path file = run.report().resolve(ReportStage.METRICS);
    if (!Files.exists(file)) {
      return "no report";
    }
    JsonNode metrics = Json.read(file, JsonNode.class);
    String best = metrics.path("best").path("branch").asText("");
    for (JsonNode branch : metrics.path("branches")) {
      if (branch.path("branch").asText().equals(best)) {
        double accuracy = branch.path("test").path("track").path("accuracy").asDouble();
        return String.format(
            Locale.ROOT,
            "%s %.1f%% track accuracy on test, split by %s",
            best,
            100 * accuracy,
            branch.path("protocol").asText());
      }
    }
    return "no branch";
  }

  void print(PrintStream out) {
    if (lines.isEmpty()) {
      out.println("no runs here");
      return;
    }
    int run = lines.stream().mapToInt(line -> line.run().length()).max().orElse(0);
    int trained = lines.stream().mapToInt(line -> line.branches().length()).max().orElse(0);
    trained = Math.max(trained, "branches".length());
    String row = "%-20s  %-" + run + "s  %-" + trained + "s  %s%n";
    out.printf(row, "created", "run", "branches", "best, chosen on validation");
    for (Line line : lines) {
      out.printf(row, line.created(), line.run(), line.branches(), line.best());
    }
  }
}
