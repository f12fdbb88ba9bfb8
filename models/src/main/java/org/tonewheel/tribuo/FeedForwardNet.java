package org.tonewheel.tribuo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.Parameters;

/**
 * The feed-forward net while it is trained: its tensors on the engine, and the forward pass that
 * gradients are taken of. Hidden layers are linear, ReLU, batch normalisation, dropout, in this
 * order; the last layer is linear.
 *
 * <p>Tensors are named and initialised as in PyTorch. Owns its tensors; not thread-safe.
 */
final class FeedForwardNet implements AutoCloseable {
  /** DJL's convention: the share of the old running value, 1 - PyTorch's momentum of 0.1. */
  private static final float KEPT = 0.9f;

  private record Layer(
      NDArray weight,
      NDArray bias,
      NDArray gamma,
      NDArray beta,
      NDArray runningMean,
      NDArray runningVariance) {}

  private final int[] widths;
  private final Parameters parameters;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * A net with fresh weights.
   *
   * @param widths inputs, units of each hidden layer, classes
   */
  FeedForwardNet(NDManager manager, int[] widths, long seed) {
    this.widths = widths.clone();
    parameters = new Parameters(manager);
    Initialisers initialisers = new Initialisers(seed);
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      boolean last = layer + 2 == widths.length;
      layers.add(layer(manager, initialisers, layer, last));
    }
  }

  private Layer layer(NDManager manager, Initialisers initialisers, int layer, boolean last) {
    int inputs = widths[layer];
    int outputs = widths[layer + 1];
    String linear = last ? "output." : "linear" + (layer + 1) + ".";
    String norm = "norm" + (layer + 1) + ".";
    Shape units = new Shape(outputs);
    NDArray weight = linear(manager, initialisers, linear + "weight", new Shape(outputs, inputs));
    NDArray bias =
        parameters.add(
            linear + "bias", initialisers.linear(manager, linear + "bias", units, inputs));
    if (last) {
      return new Layer(weight, bias, null, null, null, null);
    }
    return new Layer(
        weight,
        bias,
        parameters.add(norm + "weight", manager.ones(units)),
        parameters.add(norm + "bias", manager.zeros(units)),
        parameters.addUntrained(norm + "running_mean", manager.zeros(units)),
        parameters.addUntrained(norm + "running_var", manager.ones(units)));
  }

  private NDArray linear(NDManager manager, Initialisers initialisers, String name, Shape shape) {
    return parameters.add(
        name, initialisers.linear(manager, name, shape, Math.toIntExact(shape.get(1))));
  }

  /**
   * The logits of one batch, in training mode: normalised by the batch, whose statistics enter the
   * running ones.
   *
   * @param batch rows × inputs; results are attached to its manager
   * @param dropout share of outputs left out; 0 draws no masks
   */
  NDArray forward(NDArray batch, DropoutMasks masks, double dropout) {
    NDArray signal = batch;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      signal = Linear.linear(signal, layer.weight(), layer.bias()).singletonOrThrow();
      if (layer.gamma() != null) {
        signal =
            BatchNorm.batchNorm(
                    Activation.relu(signal),
                    layer.runningMean(),
                    layer.runningVariance(),
                    layer.gamma(),
                    layer.beta(),
                    1,
                    KEPT,
                    (float) FeedForwardWeights.EPSILON,
                    true)
                .singletonOrThrow();
        if (dropout > 0) {
          signal =
              signal.mul(
                  masks.mask(batch.getManager(), String.valueOf(i), signal.getShape(), dropout));
        }
      }
    }
    return signal;
  }

  /**
   * The weighted cross-entropy of a batch, a scalar.
   *
   * @param logits rows × classes
   * @param targets rows × classes: a row's weight at its class, else 0
   */
  static NDArray loss(NDArray logits, NDArray targets) {
    return logits.logSoftmax(1).mul(targets).sum().neg().div(targets.sum());
  }

  /** What an optimiser updates. */
  Parameters parameters() {
    return parameters;
  }

  /** The present values. */
  FeedForwardWeights weights() {
    return new FeedForwardWeights(widths, parameters.values());
  }

  @Override
  public void close() {
    parameters.close();
  }
}
