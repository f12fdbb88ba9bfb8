package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The upper left part of a picture.
 *
 * @param height of what is kept, at most the picture's
 * @param width likewise
 */
public record Crop(String name, int height, int width) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    if (input.get(1) < height || input.get(2) < width) {
      throw new IllegalArgumentException(
          "layer %s keeps %d × %d of a picture, but it has %s"
              .formatted(name, height, width, Shapes.text(input)));
    }
    return new Shape(input.get(0), height, width);
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.NOTHING;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input.get(new NDIndex(":, :, 0:" + height + ", 0:" + width));
  }
}
