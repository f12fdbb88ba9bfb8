package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.Source.Content;
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
              "w64",
              "aif",
              "aiff",
              "au",
              "snd",
              "flac",
              "mp3",
              "ogg",
              "oga",
              "opus",
              "m4a",
              "mp4",
              "aac")
          .putAll(Content.PICTURES, "png", "jpg", "jpeg")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(SourceFiles.class);

  private SourceFiles() {}

  /** What files of this content end in, without the dot. */
  static Set<String> extensions(Content content) {
    return EXTENSIONS.get(content);
  }

  /** Every file of this content below the folder, sorted by path. */
  static List<FoundFile> below(Path folder, Content content) throws IOException {
    Set<String> extensions = extensions(content);
    if (!Storage.isLocal(folder)) {
      return FileTree.below(folder).stream()
          .filter(file -> isShown(folder.relativize(file.path())))
          .filter(file -> extensions.contains(extension(file.path())))
          .toList();
    }
    List<FoundFile> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(folder) && isHidden(dir)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && !isHidden(file)
                && extensions.contains(extension(file))) {
              found.add(FoundFile.of(file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            LOG.warn("{} is passed over: {}", file, e.toString());
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(file -> file.path().toString()));
    return found;
  }

  private static String extension(Path file) {
    return MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
  }

  /** Whether no folder on the way to it is hidden, nor it. */
  private static boolean isShown(Path relative) {
    for (Path name : relative) {
      if (isHidden(name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
