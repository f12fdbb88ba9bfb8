package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The hyperbolic tangent of each value. */
public record Tanh(String name) implements Layer {
  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.OUTPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input.tanh();
  }
}
