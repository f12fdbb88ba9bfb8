package org.tonewheel.pipelines.learning;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.tonewheel.pipelines.run.AtomicFiles;

/** The folder of checkpoints that a training leaves beside its model. */
public final class CheckpointFolder {
  public static final String NAME = "checkpoint";

  private CheckpointFolder() {}

  /** Removes it, so that half of it is never seen. */
  public static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      Path away = AtomicFiles.temporary(folder);
      Files.move(folder, away, StandardCopyOption.ATOMIC_MOVE);
      MoreFiles.deleteRecursively(away, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Removes what killed attempts to move or to delete it have left. */
  public static void sweep(Path folder) throws IOException {
    if (Files.isDirectory(folder.getParent())) {
      for (Path other : MoreFiles.listFiles(folder.getParent())) {
        if (other.getFileName().toString().startsWith("." + NAME + ".")) {
          MoreFiles.deleteRecursively(other, RecursiveDeleteOption.ALLOW_INSECURE);
        }
      }
    }
  }
}
