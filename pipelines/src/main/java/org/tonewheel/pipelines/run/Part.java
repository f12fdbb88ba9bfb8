package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a committed data set.
 *
 * @param file name within the data set's folder
 * @param size bytes
 * @param sha256 of its bytes
 * @param content hash of its values: equal for equal rows, however they are laid out in the file
 * @param rows rows or lines
 * @param fingerprint of what this part alone was made from, so that an unchanged part can be taken
 *     over by the next commit; null where parts are never taken over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(
    String file, long size, String sha256, String content, long rows, String fingerprint)
    implements Serializable {

  /** Describes a finished file. */
  public static Part of(Path file, long rows, String fingerprint) throws IOException {
    return of(file, Fingerprint.sha256(file), rows, fingerprint);
  }

  /** Describes a finished file whose content is not its bytes. */
  static Part of(Path file, String content, long rows, String fingerprint) throws IOException {
    return new Part(
        file.getFileName().toString(),
        Files.size(file),
        Fingerprint.sha256(file),
        content,
        rows,
        fingerprint);
  }

  /** The same file under another name. */
  public Part named(String name) {
    return new Part(name, size, sha256, content, rows, fingerprint);
  }
}
