package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Dropout whose masks come from a keyed stream instead of torch's process-wide generator.
 *
 * @param rate probability in [0, 1) that a value becomes zero; the others grow by 1 / (1 - rate)
 */
public record Dropout(String name, double rate) implements Layer {
  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Kept kept(Shape input) {
    return rate == 0 ? Kept.NOTHING : new Kept(false, false, input.size());
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    if (!pass.training() || rate == 0) {
      return input;
    }
    try (NDArray mask = pass.masks().mask(input.getManager(), name, input.getShape(), rate)) {
      return input.mul(mask);
    }
  }
}
