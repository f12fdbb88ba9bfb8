package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;

/** A layer as a DJL block. */
final class LayerBlock extends AbstractBlock {
  private final Layer layer;
  private final DropoutMasks masks;
  private final List<Parameter> weights = new ArrayList<>();

  /**
   * The block of a layer for rows of a shape.
   *
   * @param input without the batch
   */
  LayerBlock(Layer layer, Shape input, DropoutMasks masks, Initialisers initialisers) {
    this.layer = layer;
    this.masks = masks;
    for (Weight weight : layer.weights(input)) {
      weights.add(
          addParameter(
              Parameter.builder()
                  .setName(weight.name())
                  .setType(Parameter.Type.OTHER)
                  .optShape(weight.shape())
                  .optRequiresGrad(weight.trained())
                  .optInitializer(
                      (manager, shape, type) -> weight.initial(manager, layer.name(), initialisers))
                  .build()));
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape input = inputs[0];
    return new Shape[] {new Shape(input.get(0)).addAll(layer.output(input.slice(1)))};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
    NDArray input = inputs.head();
    List<NDArray> values = new ArrayList<>(weights.size());
    for (Parameter weight : weights) {
      values.add(store.getValue(weight, input.getDevice(), training));
    }
    return new NDList(layer.forward(input, values, new Pass(training, masks)));
  }
}
