package org.tonewheel.tuning;

/** How far a trial is. */
public enum TrialState {
  /** Suggested, not ended; or seen as such by trials of its wave. */
  RUNNING,
  /** Ended with a value. */
  COMPLETE,
  /** Ended early by the pruner. */
  PRUNED,
  /** Ended without a value; samplers and pruners pass over it. */
  FAILED
}
