package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * Where this machine keeps the mapped files of a run, and the locks under which they come and go:
 * schedulers train branches of one run in processes side by side. A stage holds it while it works;
 * whoever is the last to close it removes the files, so that no process takes a set away from
 * another, which would have to decode it again.
 */
public final class Scratch implements AutoCloseable {
  /** File locks do not exclude threads of one JVM, so those take turns here. */
  private static final Object IN_THIS_JVM = new Object();

  private final RunDirectory run;
  private final FileChannel users;

  private Scratch(RunDirectory run, FileChannel users) {
    this.run = run;
    this.users = users;
  }

  /** Marks the files as used by this process until closed. */
  public static Scratch use(RunDirectory run) throws IOException {
    return alone(
        run,
        folder -> {
          FileChannel users = open(run, ".users");
          try {
            users.lock(0, Long.MAX_VALUE, true);
          } catch (OverlappingFileLockException e) {
            // another stage of this process holds it, and will remove the files
          }
          return new Scratch(run, users);
        });
  }

  /** Removes the files unless another process uses them. */
  @Override
  public void close() throws IOException {
    alone(
        run,
        folder -> {
          users.close();
          try (FileChannel others = open(run, ".users")) {
            if (others.tryLock() != null) {
              FileTree.delete(folder);
            }
          } catch (OverlappingFileLockException e) {
            // as above
          }
          return null;
        });
  }

  /** Work on the files that no one else is to see half done. */
  interface Work<T> {
    T run(Path folder) throws IOException;
  }

  /** Does the work while no other thread or process builds, maps or removes files of the run. */
  static <T> T alone(RunDirectory run, Work<T> work) throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = open(run, ".lock")) {
        FileLock unused = gate.lock(); // closing the channel gives it back
        return work.run(folder(run));
      }
    }
  }

  /**
   * Removes the mapped files of a run from this machine, used or not; a later stage builds them
   * again. Sets that are open stay readable.
   */
  public static void remove(RunDirectory run) throws IOException {
    alone(
        run,
        folder -> {
          FileTree.delete(folder);
          return null;
        });
  }

  private static Path folder(RunDirectory run) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tonewheel-" + System.getProperty("user.name"),
        Integer.toHexString(run.path().hashCode()) + "-" + run.name());
  }

  /** The files of the locks lie beside the folder, which comes and goes, and stay. */
  private static FileChannel open(RunDirectory run, String lock) throws IOException {
    Path folder = folder(run);
    Files.createDirectories(folder.getParent());
    return FileChannel.open(
        folder.resolveSibling(folder.getFileName() + lock),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
