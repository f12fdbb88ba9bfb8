package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;

/** A net as a DJL block: layers one after the other. */
public final class LayerChain extends AbstractBlock {
  private final List<Layer> layers;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * The layers' blocks for rows of a shape.
   *
   * @param row without the batch
   * @throws IllegalArgumentException if a layer cannot take what the one before it makes
   */
  public LayerChain(List<Layer> layers, Shape row, DropoutMasks masks, Initialisers initialisers) {
    this.layers = List.copyOf(layers);
    Shape shape = row;
    for (Layer layer : layers) {
      Shape output = layer.output(shape);
      LayerBlock block = new LayerBlock(layer, shape, masks, initialisers);
      blocks.add(addChildBlock(layer.name(), block));
      shape = output;
    }
  }

  /** Its parameters by names as PyTorch's, such as {@code lstm1.weight_ih_l0}, in its order. */
  public PairList<String, Parameter> namedParameters() {
    PairList<String, Parameter> all = new PairList<>();
    for (int i = 0; i < blocks.size(); i++) {
      for (Pair<String, Parameter> direct : blocks.get(i).getDirectParameters()) {
        all.add(layers.get(i).name() + "." + direct.getKey(), direct.getValue());
      }
    }
    return all;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape[] shapes = inputs;
    for (Block block : blocks) {
      block.initialize(manager, type, shapes);
      shapes = block.getOutputShapes(shapes);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape[] shapes = inputs;
    for (Block block : blocks) {
      shapes = block.getOutputShapes(shapes);
    }
    return shapes;
  }

  /**
   * Frees each intermediate result as soon as the next layer has read it, as PyTorch's modules do:
   * torch itself keeps what the backward pass needs, and the rest would stay to the step's end.
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
    NDArray batch = inputs.head();
    NDArray value = batch;
    for (Block block : blocks) {
      NDArray next = block.forward(store, new NDList(value), training).head();
      if (next != value && value != batch) {
        value.close();
      }
      value = next;
    }
    return new NDList(value);
  }
}
