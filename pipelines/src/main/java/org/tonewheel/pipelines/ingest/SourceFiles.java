package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSetMultimap;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tonewheel.pipelines.experiment.settings.Source.Content;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.storage.FoundFile;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Finds files of one content in a folder tree: by extension, hidden ones left out, links followed.
 */
final class SourceFiles {
  /** Extensions of what the decoders take. Any other file is not ours to judge. */
  private static final ImmutableSetMultimap<Content, String> EXTENSIONS =
      ImmutableSetMultimap.<Content, String>builder()
          .putAll(
              Content.AUDIO,
              "wav",
              "wave",
              "bwf",
              "w64",
              "aif",
              "aiff",
              "aifc",
              "au",
              "snd",
              "flac",
              "mp3",
              "ogg",
              "oga",
              "opus",
              "m4a",
              "m4b",
              "mp4",
              "aac")
          .putAll(Content.PICTURES, "png", "jpg", "jpeg")
          .build();

  private final Path folder;
  private final Set<String> extensions;
  private final PassedOver passedOver;
  private final List<FoundFile> found = new ArrayList<>();

  private SourceFiles(Path folder, Content content, PassedOver passedOver) {
    this.folder = folder;
    this.extensions = extensions(content);
    this.passedOver = passedOver;
  }

  /** What files of this content end in, without the dot. */
  static Set<String> extensions(Content content) {
    return EXTENSIONS.get(content);
  }

  /**
   * Every file of this content below the folder, sorted by path.
   *
   * @param passedOver is told of all that is none
   */
  static List<FoundFile> below(Path folder, Content content, PassedOver passedOver)
      throws IOException {
    SourceFiles files = new SourceFiles(folder, content, passedOver);
    if (Storage.isLocal(folder)) {
      files.walk();
    } else {
      files.list();
    }
    return files.found;
  }

  private void list() throws IOException {
    for (FoundFile file : FileTree.below(folder)) {
      if (isShown(folder.relativize(file.path()))) {
        take(file);
      } else {
        passedOver.hidden();
      }
    }
  }

  private void take(FoundFile file) {
    if (!extensions.contains(PassedOver.ending(file.path()))) {
      passedOver.other(file.path());
    } else if (!Storage.path(file.path().toString()).equals(file.path())) {
      passedOver.illegible(file.path());
    } else {
      found.add(file);
    }
  }

  private void walk() throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            if (!dir.equals(folder) && PassedOver.isHidden(dir)) {
              passedOver.hidden();
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (PassedOver.isHidden(file)) {
              passedOver.hidden();
            } else if (attributes.isRegularFile()) {
              take(FoundFile.of(file, attributes));
            } else if (attributes.isSymbolicLink()) { // it was followed, and leads nowhere
              passedOver.unopened(file, new NoSuchFileException(file.toString()));
            } else {
              passedOver.special();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            passedOver.unopened(file, e);
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(file -> file.path().toString()));
  }

  /** Whether no folder on the way to it is hidden, nor it. */
  private static boolean isShown(Path relative) {
    for (Path name : relative) {
      if (PassedOver.isHidden(name)) {
        return false;
      }
    }
    return true;
  }
}
