package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file and what was known of it when it was found, so that nothing has to be asked again: asking
 * costs a request elsewhere than on this machine.
 *
 * @param size in bytes; 0 where there is no such file
 * @param modified in milliseconds since 1970; 0 where there is no such file
 */
public record FoundFile(Path path, long size, long modified) {

  /** A file whose attributes were just read. */
  public static FoundFile of(Path path, BasicFileAttributes attributes) {
    return new FoundFile(path, attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  /** Looks for a file; it need not be there: reading it says so. */
  public static FoundFile at(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? of(path, attributes) : new FoundFile(path, 0, 0);
    } catch (FileSystemException e) { // not there, or with a name or links that cannot be followed
      return new FoundFile(path, 0, 0);
    }
  }
}
