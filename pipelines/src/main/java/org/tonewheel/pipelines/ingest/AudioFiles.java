package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSet;
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

/** Finds audio files in a folder tree: by extension, hidden ones left out, links followed. */
final class AudioFiles {
  /** Extensions of the containers that the decoder takes. Any other file is not ours to judge. */
  static final Set<String> EXTENSIONS =
      ImmutableSet.of(
          "wav", "wave", "w64", "aif", "aiff", "au", "snd", "flac", "mp3", "ogg", "oga", "opus",
          "m4a", "mp4", "aac");

  private static final Logger LOG = LoggerFactory.getLogger(AudioFiles.class);

  private AudioFiles() {}

  /** Whether the file's name says that it is audio. */
  static boolean isAudio(Path file) {
    return EXTENSIONS.contains(MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT));
  }

  /** Every audio file below the folder, sorted by path. */
  static List<Path> below(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
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
            if (attributes.isRegularFile() && !isHidden(file) && isAudio(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            LOG.warn("{} is passed over: {}", file, e.toString());
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(Path::toString));
    return found;
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
