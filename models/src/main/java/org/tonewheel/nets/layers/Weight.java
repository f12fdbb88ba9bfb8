package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.tonewheel.nets.engine.Initialisers;

/**
 * One tensor of a layer and how it begins.
 *
 * @param name within its layer, as in PyTorch
 * @param start how its first values come about
 * @param value of the start: the constant, or the uniform distribution's bound
 * @param trained whether the optimiser moves it; running statistics are only stored
 */
public record Weight(String name, Shape shape, Start start, double value, boolean trained) {
  /** How first values come about. */
  public enum Start {
    CONSTANT,
    /** Uniform around zero. */
    UNIFORM,
    /** Of the standard normal distribution. */
    NORMAL
  }

  /** Uniform in ±1/sqrt(fanIn), PyTorch's default. */
  static Weight uniform(String name, Shape shape, long fanIn) {
    return new Weight(name, shape, Start.UNIFORM, 1 / Math.sqrt((double) fanIn), true);
  }

  static Weight constant(String name, Shape shape, float value) {
    return new Weight(name, shape, Start.CONSTANT, value, true);
  }

  static Weight statistic(String name, Shape shape, float value) {
    return new Weight(name, shape, Start.CONSTANT, value, false);
  }

  /** Stored but not trained, in a random direction at first. */
  static Weight direction(String name, long size) {
    return new Weight(name, new Shape(size), Start.NORMAL, 0, false);
  }

  /** Its first values. */
  NDArray initial(NDManager manager, String layer, Initialisers initialisers) {
    String key = layer + "." + name;
    return switch (start) {
      case CONSTANT -> manager.full(shape, (float) value);
      case UNIFORM -> initialisers.uniform(manager, key, shape, value);
      case NORMAL -> initialisers.normal(manager, key, shape);
    };
  }
}
