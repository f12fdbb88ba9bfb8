package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A row's values, in their order, under another shape.
 *
 * @param to that shape, without the batch
 */
public record Reshape(String name, Shape to) implements Layer {
  @Override
  public Shape output(Shape input) {
    if (input.size() != to.size()) {
      throw new IllegalArgumentException(
          "layer %s makes rows of %s of as many values, not of %s"
              .formatted(name, Shapes.text(to), Shapes.text(input)));
    }
    return to;
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
    return input.reshape(new Shape(input.getShape().get(0)).addAll(to));
  }
}
