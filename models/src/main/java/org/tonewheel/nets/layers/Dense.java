package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** A linear layer with a bias, equal to {@code torch.nn.Linear}. */
public record Dense(String name, int units) implements Layer {
  @Override
  public Shape output(Shape input) {
    Shapes.requireDimensions(this, input, 1, "rows of one dimension");
    return new Shape(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long fanIn = input.get(0);
    return List.of(
        Weight.uniform("weight", new Shape(units, fanIn), fanIn),
        Weight.uniform("bias", new Shape(units), fanIn));
  }

  @Override
  public long multiplications(Shape input) {
    return input.get(0) * units;
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input.getNDArrayInternal().linear(input, weights.get(0), weights.get(1)).head();
  }
}
