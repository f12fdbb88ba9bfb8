package org.tonewheel.pipelines.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code --input} names: a folder, files by a pattern, or one file.
 *
 * @param folder that the experiment's paths are relative to: of a pattern, the folder before its
 *     first wildcard; of a file, the one that it lies in
 * @param glob the pattern, relative to the folder
 * @param file the file's name
 */
public record InputPlace(Path folder, Optional<String> glob, Optional<String> file) {

  /** Looks at it. A folder that is there is one, whatever characters its name has. */
  public static InputPlace of(Path input) {
    Path place = input.toAbsolutePath().normalize();
    if (Glob.isGlob(place.toString()) && !Files.exists(place)) {
      Glob glob = Glob.of(place.toString());
      return new InputPlace(
          Storage.path(glob.folder()), Optional.of(glob.pattern()), Optional.empty());
    }
    // Elsewhere than on this machine asking costs a request, and a folder is the usual case.
    boolean mayBeFile = Storage.isLocal(place) || hasExtension(place);
    return mayBeFile && Files.isRegularFile(place)
        ? new InputPlace(
            place.getParent(), Optional.empty(), Optional.of(place.getFileName().toString()))
        : new InputPlace(place, Optional.empty(), Optional.empty());
  }

  private static boolean hasExtension(Path path) {
    return path.getFileName() != null && path.getFileName().toString().indexOf('.') > 0;
  }
}
