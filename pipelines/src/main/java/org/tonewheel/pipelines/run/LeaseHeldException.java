package org.tonewheel.pipelines.run;

import java.io.IOException;

/** Another live process writes this stage or branch; try again later. */
public final class LeaseHeldException extends IOException {
  private static final long serialVersionUID = 1L;

  public LeaseHeldException(String message) {
    super(message);
  }
}
