package org.tonewheel.pipelines.run;

/** A stage cannot do its work; the message says what was wrong, where, and what to do. */
public final class StageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Exit exit;

  public StageException(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  public StageException(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** What the process should end with. */
  public Exit exit() {
    return exit;
  }
}
