package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;

/** The commit of all that a training leaves in its folder, but its checkpoints. */
public final class FolderCommit {
  private FolderCommit() {}

  /**
   * Writes it. Its parts are the files of the folder and of the folders in it, as an ensemble has
   * one a model; those are named with {@code /} on every machine. Checkpoints are no part of it,
   * since they may be removed when nobody goes on from them.
   *
   * @param fingerprint of everything the files depend on
   */
  public static void write(Path folder, String fingerprint) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path part : files.filter(Files::isRegularFile).toList()) {
        Path name = folder.relativize(part);
        boolean leftover = part.getFileName().toString().startsWith("."); // of a killed attempt
        if (!leftover
            && !name.startsWith(CheckpointFolder.NAME)
            && !part.equals(RunDirectory.commit(folder))) {
          parts.add(Part.of(part, 0, null).named(name.toString().replace('\\', '/')));
        }
      }
    }
    Json.write(RunDirectory.commit(folder), Commit.of(fingerprint, parts));
  }
}
