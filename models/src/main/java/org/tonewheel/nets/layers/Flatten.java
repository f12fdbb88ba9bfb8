package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** All values of a row as one dimension, in row-major order. */
public record Flatten(String name) implements Layer {
  @Override
  public Shape output(Shape input) {
    return new Shape(input.size());
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.NOTHING;
  }

  @Override
  public boolean isView() {
    return true;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input.reshape(input.getShape().get(0), -1);
  }
}
