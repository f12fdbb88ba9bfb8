package org.tonewheel.pipelines.learning;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.storage.Storage;

/** The folder of checkpoints that a training leaves beside its model. */
public final class CheckpointFolder {
  public static final String NAME = "checkpoint";

  private CheckpointFolder() {}

  /**
   * Removes it, on this machine so that half of it is never seen. Elsewhere a kill may leave some
   * of its checkpoints; each is whole, and a training that goes on from one comes to the same.
   */
  public static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      Path away = folder;
      if (Storage.isLocal(folder)) {
        away = AtomicFiles.temporary(folder);
        FileTree.move(folder, away);
      }
      FileTree.delete(away);
    }
  }

  /** Removes what killed attempts to move or to delete it have left. */
  public static void sweep(Path folder) throws IOException {
    if (Files.isDirectory(folder.getParent())) {
      for (Path other : MoreFiles.listFiles(folder.getParent())) {
        if (other.getFileName().toString().startsWith("." + NAME + ".")) {
          FileTree.delete(other);
        }
      }
    }
  }
}
