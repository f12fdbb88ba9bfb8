package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.learning.CheckpointFolder;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * What in a run nobody needs: parts that no commit lists, temporary files, checkpoints of branches
 * that are done, and the decoded audio of a run that is done, if that is asked for.
 */
final class Leftovers {
  /** Those that are being written are seconds old. */
  private static final Duration TEMPORARY_AGE = Duration.ofHours(1);

  private final StoredRun run;
  private final boolean audio;
  private final Instant now;

  /** Who writes the parts of a folder of parts. */
  private final Map<Path, List<String>> writers;

  /** The branches that are done, by the folders of their checkpoints. */
  private final Map<Path, String> finished;

  /** Whose files they are: who holds these leases may remove it. */
  record Leftover(Path path, Kind kind, long bytes, List<String> owners) {}

  /** What it is. */
  enum Kind {
    PARTS("uncommitted parts"),
    TEMPORARY("temporary files"),
    CHECKPOINTS("checkpoints"),
    AUDIO("audio parts");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Looks in a run.
   *
   * @param audio whether that of a run that is done is one
   */
  Leftovers(StoredRun run, boolean audio, Instant now) throws IOException {
    this.run = run;
    this.audio = audio && run.status() == RunStatus.DONE;
    this.now = now;
    this.writers = writers();
    this.finished = finished();
  }

  private Map<Path, List<String>> writers() {
    RunDirectory directory = run.directory();
    Experiment experiment = run.info().experiment();
    Map<Path, List<String>> writers = new HashMap<>();
    writers.put(directory.tracks(), List.of("ingest"));
    writers.put(directory.audio(), List.of("ingest"));
    writers.put(directory.fingerprints(), List.of("ingest"));
    writers.put(directory.rejected(), List.of("ingest", "features"));
    experiment
        .table()
        .ifPresent(table -> writers.put(directory.rows(table.name()), List.of("ingest")));
    for (String set : experiment.featureSets().keySet()) {
      writers.put(directory.segments(set), List.of("features"));
    }
    for (String set : experiment.pictureSets().keySet()) {
      writers.put(directory.images(set), List.of("features"));
    }
    experiment
        .table()
        .ifPresent(source -> writers.put(directory.rows(source.name()), List.of("ingest")));
    return writers;
  }

  /** Whose checkpoints nobody goes on from: not those that a longer sibling may take over. */
  private Map<Path, String> finished() throws IOException {
    RunDirectory directory = run.directory();
    BranchStates states = new BranchStates(directory);
    Map<Path, String> finished = new HashMap<>();
    for (SynthesisBranch branch : SynthesisGrid.expand(run.info().experiment())) {
      if (states.isIn(State.DONE, branch.id())) {
        finished.put(directory.synthetic(branch.id()).resolve(CheckpointFolder.NAME), branch.id());
      }
    }
    for (List<Branch> family : Families.of(Grid.expand(run.info().experiment()))) {
      boolean done = true;
      for (Branch branch : family) {
        done &= states.isIn(State.DONE, branch.id());
      }
      if (done) {
        for (Branch branch : family) {
          finished.put(directory.model(branch.id()).resolve(CheckpointFolder.NAME), branch.id());
        }
      }
    }
    return finished;
  }

  /** Those that are there now; links are not followed. */
  List<Leftover> find() throws IOException {
    List<Leftover> found = new ArrayList<>();
    Map<Path, Set<String>> listed = new HashMap<>();
    Files.walkFileTree(
        run.directory().root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Leftover whole = folder(folder, attributes);
            if (whole == null) {
              return FileVisitResult.CONTINUE;
            }
            found.add(whole);
            return FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Leftover leftover = file(file, attributes, listed);
            if (leftover != null) {
              found.add(leftover);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private Leftover folder(Path folder, BasicFileAttributes attributes) throws IOException {
    if (isOldTemporary(folder, attributes)) {
      return new Leftover(folder, Kind.TEMPORARY, FolderTree.size(folder), List.of());
    }
    String branch = finished.get(folder);
    return branch == null
        ? null
        : new Leftover(folder, Kind.CHECKPOINTS, FolderTree.size(folder), List.of(branch));
  }

  private Leftover file(Path file, BasicFileAttributes attributes, Map<Path, Set<String>> listed)
      throws IOException {
    if (isOldTemporary(file, attributes)) {
      return new Leftover(file, Kind.TEMPORARY, attributes.size(), List.of());
    }
    Path folder = file.getParent();
    List<String> owners = writers.get(folder);
    if (owners == null || !attributes.isRegularFile() || !PartFolder.isPart(file)) {
      return null;
    }
    Set<String> parts = listed.get(folder);
    if (parts == null) {
      parts = PartFolder.listed(folder);
      listed.put(folder, parts);
    }
    if (!parts.contains(file.getFileName().toString())) {
      return new Leftover(file, Kind.PARTS, attributes.size(), owners);
    }
    return audio && folder.equals(run.directory().audio())
        ? new Leftover(file, Kind.AUDIO, attributes.size(), List.of("ingest", "features"))
        : null;
  }

  private boolean isOldTemporary(Path path, BasicFileAttributes attributes) {
    return AtomicFiles.isTemporary(path)
        && attributes.lastModifiedTime().toInstant().isBefore(now.minus(TEMPORARY_AGE));
  }

  /** The run they are in. */
  RunDirectory directory() {
    return run.directory();
  }
}
