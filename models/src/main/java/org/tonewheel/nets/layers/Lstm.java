package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * One LSTM layer through torch's fused operation, with the parameters, their names and the order of
 * gates (input, forget, cell, output) of {@code torch.nn.LSTM}.
 *
 * <p>Torch's own dropout between layers would draw from its process-wide generator; here dropout is
 * a layer of its own.
 *
 * @param sequence whether the output is frames × hidden, for another layer to read, or hidden: the
 *     last frame's alone
 */
public record Lstm(String name, int hidden, boolean sequence) implements Layer {
  private static final int GATES = 4;

  @Override
  public Shape output(Shape input) {
    Shapes.requireDimensions(this, input, 2, "frames × features");
    return sequence ? new Shape(input.get(0), hidden) : new Shape(hidden);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long rows = (long) GATES * hidden;
    return List.of(
        Weight.uniform("weight_ih_l0", new Shape(rows, input.get(1)), hidden),
        Weight.uniform("weight_hh_l0", new Shape(rows, hidden), hidden),
        Weight.uniform("bias_ih_l0", new Shape(rows), hidden),
        Weight.uniform("bias_hh_l0", new Shape(rows), hidden));
  }

  @Override
  public long multiplications(Shape input) {
    return input.get(0) * GATES * hidden * (input.get(1) + hidden);
  }

  @Override
  public Kept kept(Shape input) {
    // the gates, the cell's state and its hyperbolic tangent, frame by frame
    return new Kept(true, true, input.get(0) * (GATES + 2) * hidden);
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    NDManager manager = input.getManager();
    Shape state = new Shape(1, input.getShape().get(0), hidden);
    try (NDArray hiddenState = manager.zeros(state);
        NDArray cellState = manager.zeros(state);
        NDList result =
            input
                .getNDArrayInternal()
                .lstm(
                    input,
                    new NDList(hiddenState, cellState),
                    new NDList(weights),
                    true,
                    1,
                    0,
                    pass.training(),
                    false,
                    true)) {
      // all frames of the layer, last hidden state, last cell state
      return sequence ? result.remove(0) : result.get(1).squeeze(0);
    }
  }
}
