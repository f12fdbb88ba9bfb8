package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tonewheel.pipelines.prune.Leftovers.Leftover;
import org.tonewheel.pipelines.prune.Pruned.End;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;

/**
 * Removes runs, or what nobody needs of them, from a folder of runs. Trouble with one does not end
 * the others. A run that a live process writes in stays, and so does a folder that is no run.
 */
public final class Pruner {
  private final PruneRules rules;
  private final boolean dry;
  private final Instant now;
  private final List<Pruned> ends = new ArrayList<>();

  /** The work on one run; returns the bytes that are free now. */
  private interface Work {
    long run() throws IOException;
  }

  /**
   * Prunes by these rules.
   *
   * @param dry whether nothing is removed
   */
  public Pruner(PruneRules rules, boolean dry, Instant now) {
    this.rules = rules;
    this.dry = dry;
    this.now = now;
  }

  /** Removes whole runs. */
  public List<Pruned> removeRuns(Path folder) throws IOException {
    finishRemovals(folder);
    for (Map.Entry<StoredRun, String> chosen : rules.select(runs(folder), now).entrySet()) {
      StoredRun run = chosen.getKey();
      attempt(
          run,
          chosen.getValue(),
          () -> {
            long bytes = FolderTree.size(run.directory().root());
            if (!dry) {
              RunRemoval.remove(run.directory());
            }
            return bytes;
          });
    }
    return ends;
  }

  /**
   * Removes leftovers of runs.
   *
   * @param audio whether the decoded audio of a run that is done is one
   */
  public List<Pruned> removeLeftovers(Path folder, boolean audio) throws IOException {
    finishRemovals(folder);
    for (StoredRun run : rules.select(runs(folder), now).keySet()) {
      List<Leftover> found = new ArrayList<>();
      Leftovers leftovers = new Leftovers(run, audio, now);
      try {
        found.addAll(leftovers.find());
      } catch (IOException e) {
        ends.add(failed(run.directory().name(), e));
      }
      if (!found.isEmpty()) {
        attempt(
            run,
            LeftoverRemoval.describe(found),
            () -> {
              if (!dry) {
                new LeftoverRemoval(leftovers).remove(found);
              }
              return found.stream().mapToLong(Leftover::bytes).sum();
            });
      }
    }
    return ends;
  }

  private void attempt(StoredRun run, String why, Work work) {
    String name = run.directory().name();
    try {
      ends.add(
          run.isHeld()
              ? new Pruned(name, End.KEPT, 0, "a live process writes in it")
              : new Pruned(name, dry ? End.WOULD_GO : End.GONE, work.run(), why));
    } catch (LeaseHeldException e) {
      ends.add(new Pruned(name, End.KEPT, 0, "a live process began to write in it"));
    } catch (IOException e) {
      ends.add(failed(name, e));
    }
  }

  private static Pruned failed(String run, IOException e) {
    End end = e instanceof AccessDeniedException ? End.FORBIDDEN : End.FAILED;
    return new Pruned(run, end, 0, e.toString());
  }

  /** Removals that were broken off go on whatever the rules are: they were decided on. */
  private void finishRemovals(Path folder) throws IOException {
    for (Path path : folders(folder)) {
      String name = path.getFileName().toString();
      try {
        if (RunRemoval.isBrokenOff(path) && !StoredRun.isHeld(RunDirectory.at(path))) {
          long bytes = FolderTree.size(path);
          if (!dry) {
            RunRemoval.finish(path);
          }
          ends.add(
              new Pruned(name, dry ? End.WOULD_GO : End.GONE, bytes, "its removal was broken off"));
        }
      } catch (StageException | IOException e) {
        ends.add(new Pruned(name, End.KEPT, 0, e.getMessage()));
      }
    }
  }

  private List<StoredRun> runs(Path folder) throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    for (Path path : folders(folder)) {
      String name = path.getFileName().toString();
      if (name.startsWith(".")) {
        continue;
      }
      if (Files.isSymbolicLink(path) && Files.isDirectory(path)) {
        ends.add(new Pruned(name, End.KEPT, 0, "it is a link"));
      }
      try {
        StoredRun.read(path).ifPresent(runs::add);
      } catch (CorruptRunException | StageException e) {
        ends.add(new Pruned(name, End.KEPT, 0, e.getMessage()));
      } catch (IOException e) {
        ends.add(failed(name, e));
      }
    }
    return runs;
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
