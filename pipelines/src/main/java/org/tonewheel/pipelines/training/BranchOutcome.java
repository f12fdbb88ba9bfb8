package org.tonewheel.pipelines.training;

import java.io.Serializable;

/**
 * How the training of one branch ended.
 *
 * @param branch id
 * @param end see {@link End}
 * @param message why, unless it is trained
 */
record BranchOutcome(String branch, End end, String message) implements Serializable {

  /** What may become of a branch. */
  enum End {
    TRAINED,
    SKIPPED,
    /** Failed for good: the same would happen again. */
    FAILED,
    /** Something passing, such as a full disk. */
    BROKE_OFF,
    /** Another process trains it. */
    HELD
  }
}
