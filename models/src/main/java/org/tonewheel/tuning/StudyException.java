package org.tonewheel.tuning;

/** A study file cannot be gone on with. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is in the way. */
  public enum Kind {
    /** The file is of a study with other settings. */
    OTHER_SETTINGS,
    /** Another process, or this one, is writing it. */
    HELD,
    /** A line, other than a cut-off last one, cannot be read or contradicts those before it. */
    DAMAGED
  }

  private final Kind kind;

  StudyException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  StudyException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What is in the way. */
  public Kind kind() {
    return kind;
  }
}
