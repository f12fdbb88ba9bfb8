package org.tonewheel.nets;

/**
 * A set that no net can be trained on: an empty side, a value that is not finite, a wrong label.
 */
public final class TrainingDataException extends RuntimeException {
  /** With what is wrong and where. */
  public TrainingDataException(String message) {
    super(message);
  }
}
