package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Each channel of a picture as few values, whatever the picture's size.
 *
 * @param kind which values; one a channel, or the means of all and then the maxima of all
 */
public record GlobalPool(String name, Kind kind) implements Layer {
  /** What a channel becomes. */
  public enum Kind {
    MAX,
    MEAN,
    MEAN_AND_MAX
  }

  private static final int[] PICTURE_AXES = {2, 3};

  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return new Shape(kind == Kind.MEAN_AND_MAX ? 2 * input.get(0) : input.get(0));
  }

  @Override
  public Kept kept(Shape input) {
    return kind == Kind.MEAN ? Kept.NOTHING : Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return switch (kind) {
      case MAX -> input.max(PICTURE_AXES);
      case MEAN -> input.mean(PICTURE_AXES);
      case MEAN_AND_MAX -> {
        try (NDArray mean = input.mean(PICTURE_AXES);
            NDArray max = input.max(PICTURE_AXES)) {
          yield mean.concat(max, 1);
        }
      }
    };
  }
}
