package org.tonewheel.pipelines.ingest;

import org.tonewheel.pipelines.rejects.RejectedRow;

/** A file of the input cannot be used. */
final class RejectedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A rejection.
   *
   * @param reason as {@code rejected/} has it
   * @param detail what was found, as a sentence for the file's owner
   * @param cause or null
   */
  RejectedFileException(String reason, String detail, Exception cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** The line of {@code rejected/} that this is of a file. */
  RejectedRow row(FileEntry file) {
    return new RejectedRow(file.path(), IngestStage.NAME, reason, getMessage(), file.genre());
  }
}
