package org.tonewheel.nets.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks of row shapes, and their text in messages. */
final class Shapes {
  private Shapes() {}

  /** Such as {@code 3 × 180 × 180}. */
  static String text(Shape shape) {
    return Arrays.stream(shape.getShape())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" × "));
  }

  /**
   * Requires that many dimensions.
   *
   * @param wanted what they are, such as {@code frames × features}
   */
  static void requireDimensions(Layer layer, Shape input, int count, String wanted) {
    if (input.dimension() != count) {
      throw new IllegalArgumentException(
          "layer " + layer.name() + " takes " + wanted + ", not " + text(input));
    }
  }

  static void requirePicture(Layer layer, Shape input) {
    requireDimensions(layer, input, 3, "pictures (channels × height × width)");
  }
}
