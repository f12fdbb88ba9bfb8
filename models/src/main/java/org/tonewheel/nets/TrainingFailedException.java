package org.tonewheel.nets;

/** A training that can lead nowhere: its loss is not finite. Trying again would not help. */
public final class TrainingFailedException extends RuntimeException {
  /** With epoch, batch and what to change. */
  public TrainingFailedException(String message) {
    super(message);
  }
}
