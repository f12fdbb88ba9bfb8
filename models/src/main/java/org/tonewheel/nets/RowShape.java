package org.tonewheel.nets;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What the floats of one row are: frames of features, or a picture.
 *
 * @param dimensions frames, features (frame-major); or channels, height, width
 */
public record RowShape(List<Integer> dimensions) {

  /**
   * Checks the dimensions.
   *
   * @throws IllegalArgumentException if there are not two or three, or one is not positive
   */
  public RowShape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.size() < 2
        || dimensions.size() > 3
        || dimensions.stream().anyMatch(dimension -> dimension < 1)) {
      throw new IllegalArgumentException("a row cannot be of " + dimensions);
    }
  }

  /** Frames of features, frame-major. */
  public static RowShape frames(int frames, int features) {
    return new RowShape(List.of(frames, features));
  }

  /** A picture, channel after channel, each row by row. */
  public static RowShape picture(int channels, int height, int width) {
    return new RowShape(List.of(channels, height, width));
  }

  /** Whether this is a picture. */
  @JsonIgnore
  public boolean isPicture() {
    return dimensions.size() == 3;
  }

  /** Floats a row. */
  public int floats() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /** What is scaled by statistics of its own: features of a frame, or channels. */
  public int features() {
    return isPicture() ? dimensions.get(0) : dimensions.get(1);
  }

  /** Successive floats that belong to one feature: 1, or a channel's pixels. */
  int run() {
    return isPicture() ? dimensions.get(1) * dimensions.get(2) : 1;
  }

  /** The feature (of pictures: the channel) that a float of the row belongs to. */
  public int featureOf(int index) {
    return index / run() % features();
  }

  /** For tensors, without the batch. */
  Shape shape() {
    return new Shape(dimensions.stream().mapToLong(Integer::longValue).toArray());
  }

  /** Such as {@code 16 × 33}. */
  @Override
  public String toString() {
    return String.join(" × ", dimensions.stream().map(String::valueOf).toList());
  }
}
