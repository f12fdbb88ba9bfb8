package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of uniquely named parts and the commit that lists those that count. */
public final class PartFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PartFolder.class);
  private static final String PREFIX = "part-";

  private PartFolder() {}

  /**
   * A name for part {@code number} of {@code count} that no other attempt uses: a bundle may be
   * tried twice at once.
   */
  public static String name(int number, int count, String extension) {
    return "%s%05d-of-%05d-%s.%s"
        .formatted(PREFIX, number, count, UUID.randomUUID().toString().substring(0, 8), extension);
  }

  /** The part's number, from its name. */
  public static int number(Part part) {
    return Integer.parseInt(part.file().substring(PREFIX.length(), PREFIX.length() + 5));
  }

  /** How many parts the data set was cut into, from a part's name. */
  public static int count(Part part) {
    int start = PREFIX.length() + "00000-of-".length();
    return Integer.parseInt(part.file().substring(start, start + 5));
  }

  /**
   * Commits these parts and removes parts of earlier attempts, so that a folder of one data set
   * holds nothing but its parts. To be called by the holder of the lease only.
   */
  public static void commit(Path folder, Path commitFile, String fingerprint, List<Part> parts)
      throws IOException {
    Commit before = Commit.read(commitFile).orElse(null);
    Commit commit = Commit.of(fingerprint, parts);
    Json.write(commitFile, commit);
    Set<String> kept = commit.parts().stream().map(Part::file).collect(Collectors.toSet());
    if (before != null) {
      for (Part part : before.parts()) {
        if (!kept.contains(part.file())) {
          Files.deleteIfExists(folder.resolve(part.file()));
        }
      }
    }
    if (commitFile.equals(RunDirectory.commit(folder))) { // else another stage may be writing there
      sweep(folder);
    }
  }

  /** Whether a file is a part, by its name. */
  public static boolean isPart(Path file) {
    return file.getFileName().toString().startsWith(PREFIX);
  }

  /** The names of the parts that a folder's commits list. */
  public static Set<String> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return listed(files.toList());
    }
  }

  private static Set<String> listed(List<Path> files) throws IOException {
    Set<String> listed = new HashSet<>();
    for (Path file : files) {
      if (file.getFileName().toString().startsWith("COMMIT")) {
        Commit.read(file).ifPresent(c -> c.parts().forEach(p -> listed.add(p.file())));
      }
    }
    return listed;
  }

  /** Removes every part that no commit of the folder lists: leftovers of killed attempts. */
  public static void sweep(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      Set<String> listed = listed(all);
      for (Path file : all) {
        if (isPart(file) && !listed.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("leftovers in {} could not be removed: {}", folder, e.getMessage());
    }
  }
}
