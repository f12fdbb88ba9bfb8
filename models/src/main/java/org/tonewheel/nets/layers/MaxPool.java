package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The largest value of each of the square windows that lie side by side on a picture; what is left
 * over at its lower and right edge is dropped, as by {@code torch.nn.MaxPool2d}.
 *
 * @param size a window's height and width
 */
public record MaxPool(String name, int size) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    if (input.get(1) < size || input.get(2) < size) {
      throw new IllegalArgumentException(
          "layer %s takes windows of %d × %d, but only %s are left of a row"
              .formatted(name, size, size, Shapes.text(input)));
    }
    return new Shape(input.get(0), input.get(1) / size, input.get(2) / size);
  }

  @Override
  public Kept kept(Shape input) {
    // beside the input, the place of each maximum as a 64 bit number
    return new Kept(true, false, 2 * output(input).size());
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    Shape window = new Shape(size, size);
    return input.getNDArrayInternal().maxPool(window, window, new Shape(0, 0), false);
  }
}
