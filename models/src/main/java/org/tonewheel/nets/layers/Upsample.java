package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Each pixel of a picture becomes a square of equal ones, as by {@code torch.nn.Upsample} in its
 * nearest mode.
 *
 * @param factor the square's height and width
 */
public record Upsample(String name, int factor) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return new Shape(input.get(0), input.get(1) * factor, input.get(2) * factor);
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.NOTHING;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    Shape shape = input.getShape();
    long rows = shape.get(0);
    long channels = shape.get(1);
    long height = shape.get(2);
    long width = shape.get(3);
    try (NDArray pixels = input.reshape(rows, channels, height, 1, width, 1);
        NDArray squares = pixels.broadcast(rows, channels, height, factor, width, factor)) {
      return squares.reshape(rows, channels, height * factor, width * factor);
    }
  }
}
