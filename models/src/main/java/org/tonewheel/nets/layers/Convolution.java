package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A convolution over pictures, equal to {@code torch.nn.Conv2d}, padded by half its kernel, so that
 * a picture keeps its size.
 *
 * @param channels of the output
 * @param kernel height and width, odd
 * @param bias whether a bias is added; in vain before a batch normalisation
 */
public record Convolution(String name, int channels, int kernel, boolean bias) implements Layer {
  /** Checks that the kernel has a middle. */
  public Convolution {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("layer " + name + " has a kernel of " + kernel);
    }
  }

  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return new Shape(channels, input.get(1), input.get(2));
  }

  @Override
  public List<Weight> weights(Shape input) {
    long fanIn = input.get(0) * kernel * kernel;
    Weight weight =
        Weight.uniform("weight", new Shape(channels, input.get(0), kernel, kernel), fanIn);
    return bias
        ? List.of(weight, Weight.uniform("bias", new Shape(channels), fanIn))
        : List.of(weight);
  }

  @Override
  public long multiplications(Shape input) {
    return output(input).size() * input.get(0) * kernel * kernel;
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    long padding = kernel / 2;
    return input
        .getNDArrayInternal()
        .convolution(
            input,
            weights.get(0),
            bias ? weights.get(1) : null,
            new Shape(1, 1),
            new Shape(padding, padding),
            new Shape(1, 1),
            1)
        .head();
  }
}
