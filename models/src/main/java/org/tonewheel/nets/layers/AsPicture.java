package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Frames of features as a picture of one channel: frames are its height, features its width. */
public record AsPicture(String name) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requireDimensions(this, input, 2, "frames × features");
    return new Shape(1).addAll(input);
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
    return input.expandDims(1);
  }
}
