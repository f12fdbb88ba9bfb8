package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The largest or the mean value of each of the windows that lie side by side on a picture; what is
 * left over at its lower and right edge is dropped, as by {@code torch.nn.MaxPool2d}.
 *
 * @param height of a window
 * @param width of a window
 */
public record Pool(String name, Kind kind, int height, int width) implements Layer {
  /** What a window becomes. */
  public enum Kind {
    MAX,
    MEAN
  }

  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    long rows = input.get(1) / height;
    long columns = input.get(2) / width;
    Shapes.requireExtent(this, input, rows, columns);
    return new Shape(input.get(0), rows, columns);
  }

  @Override
  public Kept kept(Shape input) {
    // a maximum's place is a 64 bit number
    return kind == Kind.MAX ? new Kept(true, false, 2 * output(input).size()) : Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    NDArrayEx operations = input.getNDArrayInternal();
    Shape window = new Shape(height, width);
    Shape padding = new Shape(0, 0);
    return switch (kind) {
      case MAX -> operations.maxPool(window, window, padding, false);
      case MEAN -> operations.avgPool(window, window, padding, false, true);
    };
  }
}
