package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The mean of each channel of a picture, whatever the picture's size. */
public record GlobalMean(String name) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return new Shape(input.get(0));
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.NOTHING;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    Shape shape = input.getShape();
    // the engine takes the mean over one axis only
    try (NDArray pixels = input.reshape(shape.get(0), shape.get(1), -1)) {
      return pixels.mean(new int[] {2});
    }
  }
}
