package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.tonewheel.nets.engine.DropoutMasks;

/** Dropout whose masks come from a keyed stream instead of torch's process-wide generator. */
final class MaskedDropout extends AbstractBlock {
  private final String name;
  private final double rate;
  private final DropoutMasks masks;

  /**
   * Dropout at one place of a net.
   *
   * @param name of that place, unique in its net
   */
  MaskedDropout(String name, double rate, DropoutMasks masks) {
    this.name = name;
    this.rate = rate;
    this.masks = masks;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
    if (!training || rate == 0) {
      return inputs;
    }
    NDArray input = inputs.head();
    return new NDList(input.mul(masks.mask(input.getManager(), name, input.getShape(), rate)));
  }
}
