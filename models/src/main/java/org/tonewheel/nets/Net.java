package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Pair;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Parameters;

/**
 * A net with its weights: a block of {@link NetCatalog}, initialised after PyTorch's defaults from
 * the seed. Not thread-safe.
 */
final class Net implements AutoCloseable {
  private final Block block;
  private final Parameters parameters;
  private final DropoutMasks masks;
  private final ParameterStore store;

  /**
   * Builds the net named by the settings.
   *
   * @param row shape of a row, without the batch
   */
  Net(NDManager manager, Shape row, int classes, NetSettings settings) {
    masks = new DropoutMasks(settings.seed());
    block = NetCatalog.require(settings.net()).build(row, classes, settings, masks);
    // zeros here, for DJL's other initialisers draw from torch's process-wide generator
    block.setInitializer(Initializer.ZEROS, parameter -> true);
    block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(row));
    parameters = new Parameters(manager);
    collect("", block, new Initialisers(settings.seed()));
    store = new ParameterStore(manager, false);
  }

  /** Names by place in the block tree, as PyTorch's: {@code lstm1.weight_ih_l0}. */
  private void collect(String prefix, Block parent, Initialisers initialisers) {
    for (Pair<String, Parameter> direct : parent.getDirectParameters()) {
      String name = prefix + direct.getKey();
      NDArray array = direct.getValue().getArray();
      initialise(parent, name, array, initialisers);
      if (direct.getValue().requiresGradient()) {
        parameters.add(name, array);
      } else {
        parameters.addUntrained(name, array);
      }
    }
    for (Pair<String, Block> child : parent.getChildren()) {
      // DJL prefixes a child's name with its two-digit position
      collect(
          prefix + child.getKey().replaceFirst("^\\d+", "") + ".", child.getValue(), initialisers);
    }
  }

  private static void initialise(
      Block owner, String name, NDArray array, Initialisers initialisers) {
    double fanIn =
        owner instanceof LstmLayer lstm
            ? lstm.hidden()
            : owner.getDirectParameters().get("weight").getShape().slice(1).size();
    initialisers.fillUniform(array, name, 1 / Math.sqrt(fanIn));
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * Logits of a batch.
   *
   * @param step the step of the whole training, which the dropout masks depend on
   */
  NDArray forwardTraining(NDArray batch, long step) {
    masks.at(step);
    return block.forward(store, new NDList(batch), true).head();
  }

  /** Logits of a batch, without dropout. */
  NDArray forward(NDArray batch) {
    return block.forward(store, new NDList(batch), false).head();
  }

  @Override
  public void close() {
    parameters.close();
  }
}
