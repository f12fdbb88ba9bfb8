package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a data set's folder really holds. Written last, so a reader that goes by it never sees half
 * a result; object stores have no rename of folders, so nothing rests on one.
 *
 * @param formatVersion of this file
 * @param fingerprint of everything the data set depends on
 * @param parts sorted by name
 */
public record Commit(int formatVersion, String fingerprint, List<Part> parts) {
  public static final int FORMAT_VERSION = 1;

  /** A commit of these parts. */
  public static Commit of(String fingerprint, List<Part> parts) {
    return new Commit(
        FORMAT_VERSION,
        fingerprint,
        parts.stream().sorted(Comparator.comparing(Part::file)).toList());
  }

  /** Reads the commit, or empty if there is none. */
  public static Optional<Commit> read(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Json.read(file, Commit.class)) : Optional.empty();
  }

  /** True if a folder's commit is of this fingerprint and every part of it is there. */
  public static boolean isWhole(Path folder, String fingerprint) throws IOException {
    Optional<Commit> commit = read(RunDirectory.commit(folder));
    return commit.isPresent()
        && commit.get().fingerprint().equals(fingerprint)
        && commit.get().isWhole(folder);
  }

  /** Rows over all parts. */
  public long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  /** Hash of what the parts hold, whatever they are called. */
  public String content() {
    return Fingerprint.of("content", 1)
        .with("parts", parts.stream().map(Part::content).toList())
        .hex();
  }

  /** True if every part is there with its promised size. */
  public boolean isWhole(Path folder) throws IOException {
    for (Part part : parts) {
      try {
        if (Files.size(folder.resolve(part.file())) != part.size()) {
          return false;
        }
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }
}
