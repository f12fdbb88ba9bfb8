package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * What Beam's file systems are asked. Whatever their clients throw becomes an {@link IOException},
 * so that a fault of the network is never taken for an absence.
 */
final class BeamFiles {
  /** Beam takes a path for a pattern if it has one of these. */
  private static final String WILDCARDS = "*?[]{}\\";

  private static final String BYTES = "application/octet-stream";

  /** A listing breaks where a file vanishes while Beam asks for each. */
  private static final int LISTINGS = 3;

  private BeamFiles() {}

  /** A file that a listing named, with what it said of it. */
  record Listed(BeamPath path, BeamAttributes attributes) {}

  private interface Call<T> {
    T run() throws IOException;
  }

  /** The file of this name; empty if there is none. */
  static Optional<BeamAttributes> file(BeamPath path) throws IOException {
    if (path.getNameCount() == 0) {
      return Optional.empty();
    }
    if (wildcard(path.toString()) >= 0) { // Beam cannot be asked for this one
      return below(path.getParent()).stream()
          .filter(listed -> listed.path().equals(path))
          .map(Listed::attributes)
          .findFirst();
    }
    return metadata(path).map(BeamFiles::attributes);
  }

  private static Optional<MatchResult.Metadata> metadata(BeamPath path) throws IOException {
    MatchResult match = asked(path, () -> FileSystems.match(path.toString()));
    return match.status() == Status.NOT_FOUND
        ? Optional.empty()
        : asked(path, match::metadata).stream().findFirst();
  }

  private static BeamAttributes attributes(MatchResult.Metadata file) {
    return new BeamAttributes(false, file.sizeBytes(), file.lastModifiedMillis());
  }

  /** Whether there is a file whose name begins with this folder. */
  static boolean isFolder(BeamPath path) throws IOException {
    return !names(path).isEmpty();
  }

  /** Every file below a folder, however deep, sorted by name; none if there is no such folder. */
  static List<Listed> below(BeamPath folder) throws IOException {
    List<Listed> files = new ArrayList<>();
    for (MatchResult.Metadata file : names(folder)) {
      String name = file.resourceId().toString();
      if (!name.endsWith("/")) { // some tools mark folders so
        files.add(new Listed((BeamPath) Storage.path(name), attributes(file)));
      }
    }
    files.sort((a, b) -> a.path().compareTo(b.path()));
    return files;
  }

  private static List<MatchResult.Metadata> names(BeamPath folder) throws IOException {
    String text = folder.toString();
    String prefix = text.endsWith("/") ? text : text + "/";
    int wildcard = wildcard(prefix);
    String known =
        wildcard < 0 ? prefix : prefix.substring(0, prefix.lastIndexOf('/', wildcard) + 1);
    MatchResult match = asked(folder, () -> FileSystems.match(known + "**"));
    for (int i = 1; i < LISTINGS && match.status() == Status.NOT_FOUND; i++) {
      match = asked(folder, () -> FileSystems.match(known + "**"));
    }
    if (match.status() == Status.NOT_FOUND) {
      return List.of();
    }
    return asked(folder, match::metadata).stream()
        .filter(file -> file.resourceId().toString().startsWith(prefix))
        .toList();
  }

  /**
   * Opens a file for reading.
   *
   * @throws NoSuchFileException if there is none
   */
  static ReadChannel open(BeamPath path) throws IOException {
    if (wildcard(path.toString()) >= 0) {
      long size = file(path).orElseThrow(() -> new NoSuchFileException(path.toString())).size();
      return new ReadChannel(path, channel(path, resource(path)), size);
    }
    MatchResult.Metadata file =
        metadata(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    return new ReadChannel(path, channel(path, file.resourceId()), file.sizeBytes());
  }

  private static ReadableByteChannel channel(BeamPath path, ResourceId file) throws IOException {
    return asked(path, () -> FileSystems.open(file));
  }

  /** Starts a file, which is there, or replaces the one before, when the channel is closed. */
  static WritableByteChannel create(BeamPath path) throws IOException {
    return asked(path, () -> FileSystems.create(resource(path), BYTES));
  }

  /** Removes files; one that is not there is none the less gone. */
  static void delete(List<BeamPath> paths) throws IOException {
    if (!paths.isEmpty()) {
      asked(
          paths.get(0),
          () -> {
            FileSystems.delete(paths.stream().map(BeamFiles::resource).toList());
            return null;
          });
    }
  }

  /** Copies files of one scheme; each copy replaces what was there. */
  static void copy(List<BeamPath> from, List<BeamPath> to) throws IOException {
    if (!from.isEmpty()) {
      asked(
          from.get(0),
          () -> {
            FileSystems.copy(
                from.stream().map(BeamFiles::resource).toList(),
                to.stream().map(BeamFiles::resource).toList());
            return null;
          });
    }
  }

  private static ResourceId resource(BeamPath path) {
    return FileSystems.matchNewResource(path.toString(), false);
  }

  private static int wildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (WILDCARDS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static <T> T asked(BeamPath path, Call<T> call) throws IOException {
    requireKnown(path.getFileSystem());
    try {
      return call.run();
    } catch (IOException | RuntimeException e) { // many clients throw what is unchecked
      throw new IOException("%s cannot be reached: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static void requireKnown(BeamFileSystem files) {
    try {
      resource(files.getPath("/x"));
    } catch (IllegalArgumentException first) {
      FileSystems.registerFileSystemsOnce(PipelineOptionsFactory.create());
      try {
        resource(files.getPath("/x"));
      } catch (IllegalArgumentException e) {
        throw new UnknownStorageException(files, e);
      }
    }
  }
}
