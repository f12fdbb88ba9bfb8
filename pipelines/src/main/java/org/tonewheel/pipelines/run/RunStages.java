package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;

/**
 * The section {@code stages} of {@code run.json}. It is drawn anew from the state files, each of
 * which has one writer, whenever a stage ends; so it may be replaced by any process, a later one
 * mends what a killed one left out, and what the run <em>is</em> never depends on it.
 */
public final class RunStages {
  private static final String SECTION = "stages";
  private static final String OWNER = "run";
  private static final Duration POLL = Duration.ofMillis(50);

  /** A holder on another host that was killed while it wrote is waited for. */
  private static final Duration WAIT = Lease.PATIENCE.plusSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(RunStages.class);

  private RunStages() {}

  /** Replaces the section by what the state files say now; trouble with it fails no stage. */
  public static void refresh(RunDirectory run) {
    try {
      if (!Files.exists(run.runJson())) {
        return;
      }
      try (Lease lease = turn(run)) {
        ObjectNode info = Json.read(run.runJson(), ObjectNode.class);
        JsonNode section = Json.tree(entries(run, RunInfo.of(run, info).experiment()));
        if (!section.equals(info.get(SECTION))) {
          info.set(SECTION, section);
          lease.check();
          Json.write(run.runJson(), info);
        }
      }
    } catch (IOException | StageException e) {
      LOG.warn(
          "the stages in {} are not up to date, the next stage mends that: {}",
          run.runJson(),
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Others hold this lease for an instant, so it is waited for. */
  static Lease turn(RunDirectory run) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(WAIT);
    while (true) {
      try {
        return Lease.take(run.lease(OWNER));
      } catch (LeaseHeldException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  private static Map<String, StageEntry> entries(RunDirectory run, Experiment experiment)
      throws IOException {
    Map<String, StageEntry> entries = new LinkedHashMap<>();
    for (String stage : List.of("ingest", "splits", "features")) {
      add(entries, run, stage);
    }
    List<String> syntheses =
        SynthesisGrid.expand(experiment).stream().map(SynthesisBranch::id).toList();
    add(entries, run, "synthesize", syntheses, "Syntheses", "made");
    List<String> studies =
        experiment.tuning().keySet().stream().sorted().map(TrialBranches::owner).toList();
    add(entries, run, "tune", studies, "Studies", "searched");
    List<String> branches = Grid.expand(experiment).stream().map(Branch::id).toList();
    add(entries, run, "train", branches, "Branches", "trained");
    add(entries, run, "report");
    return entries;
  }

  private static void add(Map<String, StageEntry> entries, RunDirectory run, String stage)
      throws IOException {
    StageState.read(run.state(stage)).ifPresent(state -> entries.put(stage, StageEntry.of(state)));
  }

  private static void add(
      Map<String, StageEntry> entries,
      RunDirectory run,
      String stage,
      List<String> ids,
      String what,
      String done)
      throws IOException {
    List<StageState> known = new ArrayList<>();
    for (String id : ids) {
      Optional<StageState> state = StageState.read(run.state(id));
      state.ifPresent(known::add);
    }
    if (!known.isEmpty()) {
      entries.put(stage, StageEntry.sum(known, ids.size(), what, done));
    }
  }
}
