package org.tonewheel.nets.checkpoint;

/** How far a training has come, in all that is not a tensor: a record that JSON can hold. */
public interface Place {
  /** The epoch under way, from 1. */
  int epoch();

  /** Batches of it that are done. */
  int batch();

  /** Whether this is a point that a training of so many epochs comes through. */
  default boolean within(int allEpochs) {
    return epoch() <= allEpochs || (epoch() == allEpochs + 1 && batch() == 0);
  }
}
