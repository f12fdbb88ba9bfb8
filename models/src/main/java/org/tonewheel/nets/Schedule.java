package org.tonewheel.nets;

import java.util.List;

/**
 * How the learning rate moves over a training.
 *
 * @param kind which rule
 * @param warmupEpochs epochs over which the rate first rises in equal steps to its full value; 0
 *     for none; only with {@link Kind#COSINE}
 * @param factor what the rate is multiplied by on a plateau, in (0, 1); else ignored
 * @param patience epochs without a lower validation loss that make a plateau; else ignored
 */
public record Schedule(Kind kind, int warmupEpochs, double factor, int patience) {
  /** The same rate for every step. */
  public static final Schedule CONSTANT = new Schedule(Kind.CONSTANT, 0, 0.1, 10);

  /** The rules. */
  public enum Kind {
    /** The same rate for every step. */
    CONSTANT,
    /** After the warm-up, down to 0 along half a cosine, step by step. */
    COSINE,
    /** Multiplied by a factor whenever the validation loss has not fallen for some epochs. */
    PLATEAU
  }

  /**
   * The rate of one step.
   *
   * @param rate the training's learning rate
   * @param step steps done before it, from 0
   * @param stepsPerEpoch at least 1
   * @param epochs of the whole training
   * @param history epochs that are done
   */
  double rate(double rate, long step, int stepsPerEpoch, int epochs, List<EpochReport> history) {
    return switch (kind) {
      case CONSTANT -> rate;
      case COSINE, PLATEAU -> throw new UnsupportedOperationException(kind + " is not there yet");
    };
  }
}
