package org.tonewheel.pipelines.learning;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * Where this machine keeps the mapped files of a run, and the lock under which they come and go:
 * schedulers train branches of one run in processes side by side, and each removes what it leaves.
 */
public final class Scratch {
  /** File locks do not exclude threads of one JVM, so those take turns here. */
  private static final Object IN_THIS_JVM = new Object();

  private Scratch() {}

  /** Work on the files that no one else is to see half done. */
  interface Work<T> {
    T run(Path folder) throws IOException;
  }

  /** Does the work while no other thread or process builds, maps or removes files of the run. */
  static <T> T alone(RunDirectory run, Work<T> work) throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate(run)) {
        FileLock unused = gate.lock(); // closing the channel gives it back
        return work.run(folder(run));
      }
    }
  }

  /**
   * Removes the mapped files of a run from this machine; a later stage builds them again. Sets that
   * are open stay readable.
   */
  public static void remove(RunDirectory run) throws IOException {
    alone(
        run,
        folder -> {
          if (Files.isDirectory(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
          }
          return null;
        });
  }

  private static Path folder(RunDirectory run) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tonewheel-" + System.getProperty("user.name"),
        Integer.toHexString(run.path().hashCode()) + "-" + run.name());
  }

  /** The file of the lock lies beside the folder, which comes and goes, and stays. */
  private static FileChannel gate(RunDirectory run) throws IOException {
    Path folder = folder(run);
    Files.createDirectories(folder.getParent());
    return FileChannel.open(
        folder.resolveSibling(folder.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }
}
