package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Negative values become smaller (Maas et al., 2013), as by {@code torch.nn.LeakyReLU}.
 *
 * @param slope what they are multiplied by
 */
public record LeakyRelu(String name, float slope) implements Layer {
  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input.getNDArrayInternal().leakyRelu(slope);
  }
}
