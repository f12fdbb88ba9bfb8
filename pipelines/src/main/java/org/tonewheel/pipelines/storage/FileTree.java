package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A folder with all that is in it. Elsewhere than on this machine it takes one listing. */
public final class FileTree {
  private FileTree() {}

  /**
   * Removes a folder and all that is in it, or on this machine a file; a link goes, never what it
   * points to. What is gone already is no error.
   */
  public static void delete(Path folder) throws IOException {
    if (!Storage.isLocal(folder)) {
      BeamFiles.delete(files(folder));
    } else if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException trouble)
                throws IOException {
              if (trouble != null) {
                throw trouble;
              }
              Files.deleteIfExists(emptied);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  /**
   * Moves a folder to where none is: by one rename on this machine, else file by file, and what is
   * at the old place goes when all is at the new one.
   */
  public static void move(Path folder, Path to) throws IOException {
    if (Storage.isLocal(folder)) {
      Files.move(folder, to, StandardCopyOption.ATOMIC_MOVE);
    } else {
      copyElsewhere(folder, to);
      delete(folder);
    }
  }

  /** Copies a folder's files to a folder that others see at once, in part. */
  private static void copyElsewhere(Path folder, Path to) throws IOException {
    List<BeamPath> files = files(folder);
    BeamFiles.copy(
        files, files.stream().map(file -> (BeamPath) to.resolve(folder.relativize(file))).toList());
  }

  /**
   * Every file below a folder elsewhere than on this machine, sorted by path.
   *
   * @throws ClassCastException if the folder lies on this machine, where there are links to follow
   */
  public static List<FoundFile> below(Path folder) throws IOException {
    return BeamFiles.below((BeamPath) folder).stream()
        .map(listed -> FoundFile.of(listed.path(), listed.attributes()))
        .toList();
  }

  private static List<BeamPath> files(Path folder) throws IOException {
    return BeamFiles.below((BeamPath) folder).stream().map(BeamFiles.Listed::path).toList();
  }
}
