package org.tonewheel.pipelines.run;

/** The process was asked to end; what can be resumed is saved. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException(String message) {
    super(message);
  }

  public StoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
