package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * Removes a whole run. It is renamed first, so that no stage finds half of it; {@code run.json}
 * goes last, so that a removal that was broken off is known for one.
 */
final class RunRemoval {
  private static final Pattern BROKEN_OFF = Pattern.compile("\\..+\\.pruned-[0-9a-f]{8}");

  private RunRemoval() {}

  /**
   * Removes it.
   *
   * @throws LeaseHeldException if someone began to work on it; it stays
   */
  static void remove(RunDirectory run) throws IOException {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Path away = run.root().resolveSibling("." + run.name() + ".pruned-" + unique);
    Files.move(run.root(), away, StandardCopyOption.ATOMIC_MOVE);
    if (StoredRun.isHeld(RunDirectory.at(away))) {
      Files.move(away, run.root(), StandardCopyOption.ATOMIC_MOVE);
      throw new LeaseHeldException("a stage of it has begun");
    }
    finish(away);
    Scratch.remove(run);
  }

  /** Whether a folder is what a removal left that was broken off. */
  static boolean isBrokenOff(Path folder) throws IOException {
    if (!BROKEN_OFF.matcher(folder.getFileName().toString()).matches()
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty() || StoredRun.read(folder).isPresent();
    }
  }

  /** Removes what a removal has renamed. */
  static void finish(Path away) throws IOException {
    Path last = RunDirectory.at(away).runJson();
    try (Stream<Path> files = Files.list(away)) {
      for (Path file : files.toList()) {
        if (!file.equals(last)) {
          FileTree.delete(file);
        }
      }
    }
    FileTree.delete(away);
  }
}
