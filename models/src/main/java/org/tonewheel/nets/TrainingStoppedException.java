package org.tonewheel.nets;

/** A training was asked to stop and did so; a checkpoint lies where it can be resumed from. */
public final class TrainingStoppedException extends RuntimeException {
  /** With the position that training stopped at. */
  public TrainingStoppedException(String message) {
    super(message);
  }
}
