package org.tonewheel.pipelines.ingest;

import java.io.Serializable;
import org.tonewheel.pipelines.experiment.settings.Source.Content;

/** A file and the SHA-256 of its bytes. */
record HashedFile(FileEntry file, String sha256) implements Serializable {

  /**
   * The part that the file's audio belongs to. It follows from the content alone, so equal files
   * meet in one part and are decoded once, and a file that was there before is found again in the
   * part of the same rule.
   */
  static int part(String sha256, int parts) {
    return (int) (Long.parseLong(sha256.substring(0, 8), 16) % parts);
  }

  /** The same for files that are decoded to the same: equal bytes, taken as the same content. */
  String key() {
    return key(sha256, file.content() == Content.PICTURES);
  }

  /** The key of a file of this hash. */
  static String key(String sha256, boolean picture) {
    return picture ? sha256 + "-picture" : sha256;
  }
}
