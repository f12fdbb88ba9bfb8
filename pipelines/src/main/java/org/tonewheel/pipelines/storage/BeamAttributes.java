package org.tonewheel.pipelines.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What is known of a file, or of a folder: there are no folders but names of files that begin so.
 *
 * @param size in bytes; 0 for a folder
 * @param modified in milliseconds since 1970; 0 for a folder or where it is not known
 */
record BeamAttributes(boolean isDirectory, long size, long modified)
    implements BasicFileAttributes {
  static final BeamAttributes FOLDER = new BeamAttributes(true, 0, 0);

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.fromMillis(modified);
  }

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return null;
  }
}
