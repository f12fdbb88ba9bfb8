package org.tonewheel.nets;

import java.time.Duration;
import org.tonewheel.nets.engine.ComputeDevice;

/**
 * What a training needs to know of the machine and its operator, and what does not change its
 * result (a time limit aside, which can end it early).
 *
 * @param device where tensors live
 * @param checkpointEpochs epochs between checkpoints
 * @param checkpoints how many are kept, the newest
 * @param timeLimit no epoch is begun that would, by the mean of those before, end after it; counted
 *     over all resumptions; null for none
 */
public record TrainingOptions(
    ComputeDevice device, int checkpointEpochs, int checkpoints, Duration timeLimit) {
  /** On the CPU, a checkpoint an epoch, two of them kept, no limit. */
  public static final TrainingOptions DEFAULT = new TrainingOptions(ComputeDevice.CPU, 1, 2, null);

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public TrainingOptions {
    if (checkpointEpochs < 1 || checkpoints < 1) {
      throw new IllegalArgumentException(
          "checkpointEpochs and checkpoints must be at least 1, not %d and %d"
              .formatted(checkpointEpochs, checkpoints));
    }
    if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
      throw new IllegalArgumentException("timeLimit must be above 0, not " + timeLimit);
    }
  }

  /**
   * Whether another epoch would, by the mean of those before, end within the time limit; so of the
   * first.
   *
   * @param epochs that are done
   * @param seconds these took together
   */
  public boolean allowsAnother(int epochs, double seconds) {
    return timeLimit == null
        || epochs == 0
        || seconds + seconds / epochs <= timeLimit.toNanos() / 1e9;
  }
}
