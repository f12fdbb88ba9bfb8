package org.tonewheel.sampling;

/** What a track or segment is used for in one fold of a split. */
public enum Side {
  /** Fits the model's weights. */
  TRAIN,
  /** Stops training early and chooses between models. */
  VALIDATION,
  /** Is looked at once, for the report. */
  TEST
}
