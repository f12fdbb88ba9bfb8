package org.tonewheel.pipelines.run;

import java.io.IOException;

/** A file of a run directory is not what its commit promised. */
public final class CorruptRunException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptRunException(String message) {
    super(message);
  }

  public CorruptRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
