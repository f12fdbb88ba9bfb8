package org.tonewheel.pipelines.tracking;

import java.io.IOException;

/** Why a tracking server was not told; never with credentials in it. */
final class TrackingException extends IOException {
  private static final long serialVersionUID = 1;

  /** MLflow's name of the error, such as {@code RESOURCE_DOES_NOT_EXIST}; empty without one. */
  private final String code;

  TrackingException(String message) {
    this("", message);
  }

  TrackingException(String code, String message) {
    super(message);
    this.code = code;
  }

  boolean is(String other) {
    return code.equals(other);
  }
}
