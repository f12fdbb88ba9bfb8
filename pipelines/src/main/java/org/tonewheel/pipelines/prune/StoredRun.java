package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageState;

/**
 * A run in a folder of runs.
 *
 * @param status how far it has come
 * @param changed when one of its states last changed
 */
record StoredRun(RunDirectory directory, RunInfo info, RunStatus status, Instant changed) {

  /**
   * Reads the run in a folder; empty if the folder holds none, or is only a link to one.
   *
   * @throws CorruptRunException if it has a {@code run.json} that is not one of this program
   */
  static Optional<StoredRun> read(Path folder) throws IOException {
    RunDirectory run = RunDirectory.at(folder);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(run.runJson(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    RunInfo info = RunInfo.read(run);
    if (info.run() == null || info.created() == null) {
      throw new CorruptRunException(run.runJson() + " is not that of a run");
    }
    List<String> owners;
    try {
      owners = owners(info.experiment());
    } catch (RuntimeException e) { // whatever another program may have put there
      throw new CorruptRunException(run.runJson() + " holds no experiment", e);
    }
    return Optional.of(new StoredRun(run, info, status(run, owners), changed(run)));
  }

  /** Whether a live process, of this host or another, writes in it. */
  boolean isHeld() throws IOException {
    return isHeld(directory);
  }

  /** The same of a folder that need not be whole. */
  static boolean isHeld(RunDirectory run) throws IOException {
    for (Path file : states(run)) {
      if (file.toString().endsWith(".lease") && Lease.isHeld(file)) {
        return true;
      }
    }
    return false;
  }

  private static RunStatus status(RunDirectory run, List<String> owners) throws IOException {
    RunStatus status = RunStatus.DONE;
    for (String owner : owners) {
      Optional<StageState> state = StageState.read(run.state(owner));
      status = status.and(RunStatus.of(state.map(StageState::state).orElse(null)));
    }
    return status;
  }

  /** The stages and branches that the experiment asks for. */
  private static List<String> owners(Experiment experiment) {
    List<String> owners = new ArrayList<>(List.of("ingest"));
    if (!experiment.featureSets().isEmpty() || !experiment.pictureSets().isEmpty()) {
      owners.addAll(List.of("features", "report"));
    }
    SynthesisGrid.expand(experiment).stream().map(SynthesisBranch::id).forEach(owners::add);
    Grid.expand(experiment).stream().map(Branch::id).forEach(owners::add);
    return owners;
  }

  private static Instant changed(RunDirectory run) throws IOException {
    Instant last = Files.getLastModifiedTime(run.runJson()).toInstant();
    for (Path file : states(run)) {
      Instant changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      last = file.toString().endsWith(".json") && changed.isAfter(last) ? changed : last;
    }
    return last;
  }

  private static List<Path> states(RunDirectory run) throws IOException {
    Path folder = run.states();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
