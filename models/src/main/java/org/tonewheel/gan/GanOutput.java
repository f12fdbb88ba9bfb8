package org.tonewheel.gan;

/** What a generator does to its last layer's values. */
public enum GanOutput {
  /** Their hyperbolic tangent, in (-1, 1): for samples. */
  TANH,
  /** Nothing: for scaled features, which have no bound. */
  LINEAR
}
