package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;

/**
 * One LSTM layer through torch's fused operation, with the parameters, their names and the order of
 * gates (input, forget, cell, output) of {@code torch.nn.LSTM}.
 *
 * <p>DJL's own LSTM block drops out inside that operation, from torch's process-wide generator;
 * here dropout lies between layers, in blocks of its own.
 */
final class LstmLayer extends AbstractBlock {
  private final int hidden;
  private final boolean sequence;
  private final List<Parameter> weights;

  /**
   * A layer of so many hidden units.
   *
   * @param sequence whether the output is batch × frames × hidden, for another layer to read, or
   *     batch × hidden: the last frame's alone
   */
  LstmLayer(int hidden, boolean sequence) {
    this.hidden = hidden;
    this.sequence = sequence;
    weights =
        List.of(
            parameter("weight_ih_l0", Parameter.Type.WEIGHT),
            parameter("weight_hh_l0", Parameter.Type.WEIGHT),
            parameter("bias_ih_l0", Parameter.Type.BIAS),
            parameter("bias_hh_l0", Parameter.Type.BIAS));
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  int hidden() {
    return hidden;
  }

  @Override
  protected void prepare(Shape[] inputs) {
    weights.get(0).setShape(new Shape(4L * hidden, inputs[0].get(2)));
    weights.get(1).setShape(new Shape(4L * hidden, hidden));
    weights.get(2).setShape(new Shape(4L * hidden));
    weights.get(3).setShape(new Shape(4L * hidden));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape input = inputs[0];
    return new Shape[] {
      sequence ? new Shape(input.get(0), input.get(1), hidden) : new Shape(input.get(0), hidden)
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
    NDArray input = inputs.head();
    NDManager manager = input.getManager();
    NDList values = new NDList(weights.size());
    for (Parameter weight : weights) {
      values.add(store.getValue(weight, input.getDevice(), training));
    }
    Shape state = new Shape(1, input.getShape().get(0), hidden);
    NDList start = new NDList(manager.zeros(state), manager.zeros(state));
    NDList result =
        input.getNDArrayInternal().lstm(input, start, values, true, 1, 0, training, false, true);
    // the operation's results: all frames of the layer, last hidden state, last cell state
    return new NDList(sequence ? result.get(0) : result.get(1).squeeze(0));
  }
}
