package org.tonewheel.nets;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;

/**
 * The first paper's recurrent net: LSTM layers over the frames, of whose last output a linear layer
 * makes one logit a class. Dropout follows every LSTM layer, the last included.
 *
 * <p>Input batch × frames × features, output batch × classes.
 */
final class Net5 extends AbstractBlock {
  private final List<Block> chain = new ArrayList<>();

  Net5(int hidden, int layers, double dropout, int classes, DropoutMasks masks) {
    for (int layer = 1; layer <= layers; layer++) {
      chain.add(addChildBlock("lstm" + layer, new LstmLayer(hidden, layer < layers)));
      String place = "dropout" + layer;
      chain.add(addChildBlock(place, new MaskedDropout(place, dropout, masks)));
    }
    chain.add(addChildBlock("classifier", Linear.builder().setUnits(classes).build()));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape[] shapes = inputs;
    for (Block block : chain) {
      block.initialize(manager, type, shapes);
      shapes = block.getOutputShapes(shapes);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape[] shapes = inputs;
    for (Block block : chain) {
      shapes = block.getOutputShapes(shapes);
    }
    return shapes;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
    NDList values = inputs;
    for (Block block : chain) {
      values = block.forward(store, values, training);
    }
    return values;
  }
}
