package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.tonewheel.nets.engine.Initialisers;

/**
 * One tensor of a layer and how it begins: at a constant, or uniform around zero.
 *
 * @param name within its layer, as in PyTorch
 * @param bound of the uniform distribution, 0 for none
 * @param constant what it begins at if not drawn
 * @param trained whether the optimiser moves it; running statistics are only stored
 */
public record Weight(String name, Shape shape, double bound, float constant, boolean trained) {
  /** Uniform in ±1/sqrt(fanIn), PyTorch's default. */
  static Weight uniform(String name, Shape shape, long fanIn) {
    return new Weight(name, shape, 1 / Math.sqrt((double) fanIn), 0, true);
  }

  static Weight constant(String name, Shape shape, float value) {
    return new Weight(name, shape, 0, value, true);
  }

  static Weight statistic(String name, Shape shape, float value) {
    return new Weight(name, shape, 0, value, false);
  }

  /** Its first values. */
  NDArray initial(NDManager manager, String layer, Initialisers initialisers) {
    return bound > 0
        ? initialisers.uniform(manager, layer + "." + name, shape, bound)
        : manager.full(shape, constant);
  }
}
