package org.tonewheel.pipelines.tuning;

/** A trial is not worth going on with. */
final class TrialPrunedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** After so many epochs. */
  TrialPrunedException(int epochs) {
    super("pruned after epoch " + epochs);
  }
}
