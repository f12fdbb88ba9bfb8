package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A convolution over pictures, equal to {@code torch.nn.Conv2d}, padded by half its kernel: at a
 * stride of 1 a picture keeps its size.
 *
 * @param channels of the output
 * @param kernel height and width, odd
 * @param stride pixels from one place of the kernel to the next, in both directions
 * @param bias whether a bias is added; in vain before a batch normalisation
 */
public record Convolution(String name, int channels, int kernel, int stride, boolean bias)
    implements Layer {
  /** Checks that the kernel has a middle. */
  public Convolution {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("layer " + name + " has a kernel of " + kernel);
    }
    if (stride < 1) {
      throw new IllegalArgumentException("layer " + name + " has a stride of " + stride);
    }
  }

  /** At a stride of 1. */
  public Convolution(String name, int channels, int kernel, boolean bias) {
    this(name, channels, kernel, 1, bias);
  }

  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return new Shape(channels, strides(input.get(1)), strides(input.get(2)));
  }

  private long strides(long size) {
    return (size - 1) / stride + 1;
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
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1),
            1)
        .head();
  }
}
