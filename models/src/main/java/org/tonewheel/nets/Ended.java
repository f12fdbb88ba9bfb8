package org.tonewheel.nets;

import java.util.Locale;

/** Why a training ended. */
public enum Ended {
  /** It took all the epochs asked for. */
  EPOCHS,
  /** The validation loss had not fallen for as many epochs as its patience allows. */
  PATIENCE,
  /** Another epoch would have gone over the time limit; a larger limit lets it go on. */
  TIME_LIMIT;

  /** As files and reports have it, such as {@code time-limit}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
