package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.layers.Layer;
import org.tonewheel.nets.layers.LayerChain;

/**
 * A net with its weights: layers of {@link NetCatalog}, initialised after PyTorch's defaults from
 * the seed. Not thread-safe.
 */
final class Net implements AutoCloseable {
  private final LayerChain chain;
  private final Parameters parameters;
  private final DropoutMasks masks;
  private final ParameterStore store;

  /**
   * Builds the net named by the settings.
   *
   * @param row shape of a row, without the batch
   * @throws TrainingDataException if the net cannot take rows of that shape
   */
  Net(NDManager manager, Shape row, int classes, NetSettings settings) {
    masks = new DropoutMasks(settings.seed());
    List<Layer> layers = NetCatalog.require(settings.net()).layers(settings, classes);
    try {
      chain = new LayerChain(layers, row, masks, new Initialisers(settings.seed()));
    } catch (IllegalArgumentException e) {
      throw NetCatalog.unfit(settings.net(), e);
    }
    chain.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(row));
    parameters = new Parameters(manager);
    for (Pair<String, Parameter> named : chain.namedParameters()) {
      NDArray array = named.getValue().getArray();
      if (named.getValue().requiresGradient()) {
        parameters.add(named.getKey(), array);
      } else {
        parameters.addUntrained(named.getKey(), array);
      }
    }
    store = new ParameterStore(manager, false);
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * Logits of a batch, which moves running statistics.
   *
   * @param step the step of the whole training, which the dropout masks depend on
   */
  NDArray forwardTraining(NDArray batch, long step) {
    masks.at(step);
    return chain.forward(store, new NDList(batch), true).head();
  }

  /** Logits of a batch, without dropout and by running statistics. */
  NDArray forward(NDArray batch) {
    return chain.forward(store, new NDList(batch), false).head();
  }

  @Override
  public void close() {
    parameters.close();
  }
}
