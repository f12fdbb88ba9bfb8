package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.layers.LayerChain;

/**
 * A net that is told the class of each row, with its weights, initialised after PyTorch's defaults.
 * Not thread-safe.
 */
final class ConditionalNet implements AutoCloseable {
  /** Iterations of the spectral norms before the first step, as in PyTorch's constructor. */
  private static final int FIRST_ITERATIONS = 15;

  private final LayerChain chain;
  private final Parameters parameters;
  private final NDArray embedding;
  private final ParameterStore store;

  /**
   * Builds the net.
   *
   * @param seed of its initial weights
   */
  ConditionalNet(NDManager manager, ConditionalLayers net, int classes, long seed) {
    Initialisers initialisers = new Initialisers(seed);
    chain = new LayerChain(net.layers(), net.input(), new DropoutMasks(seed), initialisers);
    chain.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(net.input()));
    parameters = new Parameters(manager);
    String name = "embedding.weight";
    Shape shape = new Shape(classes, net.embedding());
    embedding = parameters.add(name, initialisers.normal(manager, name, shape));
    boolean iterates = false;
    for (Pair<String, Parameter> named : chain.namedParameters()) {
      NDArray array = named.getValue().getArray();
      if (named.getValue().requiresGradient()) {
        parameters.add(named.getKey(), array);
      } else {
        parameters.addUntrained(named.getKey(), array);
        iterates = true;
      }
    }
    store = new ParameterStore(manager, false);
    if (iterates) {
      iterate(manager, net, classes);
    }
  }

  private void iterate(NDManager manager, ConditionalLayers net, int classes) {
    try (GradientScope scope = GradientScope.inference(manager)) {
      NDArray row = scope.manager().zeros(new Shape(1, net.inputs()));
      NDArray noClass = scope.manager().zeros(new Shape(1, classes));
      for (int i = 0; i < FIRST_ITERATIONS; i++) {
        forward(row, noClass, true).close();
      }
    }
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * The net's output for a batch.
   *
   * @param rows batch × inputs, flat
   * @param classes batch × classes, 1 at the class of each row and 0 elsewhere
   * @param training whether spectral norms are estimated anew
   */
  NDArray forward(NDArray rows, NDArray classes, boolean training) {
    // a product with zeros and ones picks rows of the embedding, and its gradient is theirs
    try (NDArray embedded = classes.matMul(embedding);
        NDArray joined = rows.concat(embedded, 1)) {
      return chain.forward(store, new NDList(joined), training).head();
    }
  }

  @Override
  public void close() {
    parameters.close();
  }
}
