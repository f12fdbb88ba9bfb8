package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;

/** Cross-entropy between logits and target distributions. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The mean over a batch, weighted where targets are: equal to {@code torch.nn.CrossEntropyLoss},
   * with class weights too.
   *
   * @param logits batch × classes
   * @param targets batch × classes: each row 1 (or the class's weight) at its class, else 0
   * @return a scalar, in nats
   */
  public static NDArray mean(NDArray logits, NDArray targets) {
    return logits.logSoftmax(1).mul(targets).sum().neg().div(targets.sum());
  }
}
