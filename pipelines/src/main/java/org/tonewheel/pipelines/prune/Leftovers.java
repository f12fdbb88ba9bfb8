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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Families;
import org.tonewheel.pipelines.experiment.SynthesisBranch;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.learning.CheckpointFolder;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * What in a run nobody needs: parts that no commit lists, temporary files, checkpoints of branches
 * that are done, and the decoded audio of a run that is done, if that is asked for.
 */
final class Leftovers {
  /** Those that are being written are seconds old. */
  private static final Duration TEMPORARY_AGE = Duration.ofHours(1);

  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final StoredRun run;
  private final boolean audio;
  private final Instant now;
  private final Set<String> finished;

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
    this.finished = finished();
  }

  /** Whose checkpoints nobody goes on from: not those that a longer sibling may take over. */
  private Set<String> finished() throws IOException {
    BranchStates states = new BranchStates(run.directory());
    Set<String> finished = new HashSet<>();
    for (SynthesisBranch branch : run.info().experiment().expandSynthesis()) {
      if (states.isIn(State.DONE, branch.id())) {
        finished.add(branch.id());
      }
    }
    for (List<Branch> family : Families.of(run.info().experiment().expand())) {
      boolean done = true;
      for (Branch branch : family) {
        done &= states.isIn(State.DONE, branch.id());
      }
      if (done) {
        family.forEach(branch -> finished.add(branch.id()));
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
    Path name = run.directory().root().relativize(folder);
    boolean checkpoint =
        name.getNameCount() == 3
            && Set.of("models", "synthetic").contains(name.getName(0).toString())
            && name.endsWith(CheckpointFolder.NAME)
            && finished.contains(name.getName(1).toString());
    return checkpoint
        ? new Leftover(
            folder, Kind.CHECKPOINTS, FolderTree.size(folder), List.of(name.getName(1).toString()))
        : null;
  }

  private Leftover file(Path file, BasicFileAttributes attributes, Map<Path, Set<String>> listed)
      throws IOException {
    if (isOldTemporary(file, attributes)) {
      return new Leftover(file, Kind.TEMPORARY, attributes.size(), List.of());
    }
    Path folder = run.directory().root().relativize(file.getParent());
    List<String> owners = owners(folder);
    if (owners.isEmpty()
        || !attributes.isRegularFile()
        || !file.getFileName().toString().startsWith("part-")) {
      return null;
    }
    Set<String> parts = listed.get(folder);
    if (parts == null) {
      parts = parts(file.getParent());
      listed.put(folder, parts);
    }
    if (!parts.contains(file.getFileName().toString())) {
      return new Leftover(file, Kind.PARTS, attributes.size(), owners);
    }
    return audio && file.getParent().equals(run.directory().audio())
        ? new Leftover(file, Kind.AUDIO, attributes.size(), List.of("ingest", "features"))
        : null;
  }

  /** Who writes the parts of a folder; nobody where it is none of parts. */
  private static List<String> owners(Path folder) {
    String first = folder.getName(0).toString();
    return switch (folder.getNameCount() + " " + first) {
      case "1 tracks", "1 audio", "2 rows" -> List.of("ingest");
      case "1 rejected" -> List.of("ingest", "features");
      case "2 segments", "2 images" -> List.of("features");
      default -> List.of();
    };
  }

  private static Set<String> parts(Path folder) throws IOException {
    Set<String> parts = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("COMMIT")) {
          Commit.read(file).ifPresent(c -> c.parts().forEach(part -> parts.add(part.file())));
        }
      }
    }
    return parts;
  }

  private boolean isOldTemporary(Path path, BasicFileAttributes attributes) {
    return TEMPORARY.matcher(path.getFileName().toString()).matches()
        && attributes.lastModifiedTime().toInstant().isBefore(now.minus(TEMPORARY_AGE));
  }

  /** The run they are in. */
  RunDirectory directory() {
    return run.directory();
  }
}
