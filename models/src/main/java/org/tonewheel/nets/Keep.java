package org.tonewheel.nets;

/** Whose weights a training leaves as the model. */
public enum Keep {
  /** Those of the epoch with the lowest validation loss. */
  BEST,
  /** Those of the last epoch trained. */
  LAST
}
