package org.tonewheel.tribuo;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.Initialisers;

/**
 * The feed-forward net while it is trained: hidden layers of linear, ReLU, batch normalisation and
 * dropout, then a linear layer, forward and backward by hand, equal to what PyTorch's autograd
 * gives. The products of matrices run on the engine.
 *
 * <p>Parameters are named and initialised as in PyTorch. Owns its layers; not thread-safe.
 */
final class FeedForwardNet implements AutoCloseable {
  private final int[] widths;
  private final List<HiddenLayer> hidden = new ArrayList<>();
  private final LinearLayer output;

  /** By hidden layer: room for the masks of a batch. */
  private final List<float[]> masks = new ArrayList<>();

  private final float[][] logits;
  private final int mostRows;

  /**
   * A net with fresh weights.
   *
   * @param widths inputs, units of each hidden layer, classes
   * @param mostRows of a batch
   */
  FeedForwardNet(NDManager manager, int[] widths, int mostRows, long seed) {
    this.widths = widths.clone();
    this.mostRows = mostRows;
    Initialisers initialisers = new Initialisers(seed);
    int last = widths.length - 2;
    for (int layer = 0; layer < last; layer++) {
      int units = widths[layer + 1];
      LinearLayer linear =
          new LinearLayer(
              manager, initialisers, "linear" + (layer + 1), widths[layer], units, mostRows);
      hidden.add(new HiddenLayer(linear, "norm" + (layer + 1), units, mostRows));
      masks.add(new float[mostRows * units]);
    }
    output =
        new LinearLayer(manager, initialisers, "output", widths[last], widths[last + 1], mostRows);
    logits = new float[mostRows][widths[last + 1]];
  }

  /** Writes one row of the next batch. */
  void input(int row, float[] values) {
    (hidden.isEmpty() ? output : hidden.get(0).linear()).input(row, values);
  }

  /**
   * The logits of the batch that was given by {@link #input}, in training mode: normalised by the
   * batch, whose statistics enter the running ones.
   *
   * @param rows of the batch, at least 2
   * @param drawn masks at the current step
   * @param dropout share of outputs left out; 0 draws no masks
   * @return rows × classes, overwritten by the next call; rows beyond the batch mean nothing
   */
  float[][] forward(int rows, DropoutMasks drawn, double dropout) {
    if (rows < 2 || rows > mostRows) {
      throw new IllegalArgumentException(
          "a batch of " + rows + " rows is not one of 2 to " + mostRows);
    }
    output.resize(rows);
    hidden.forEach(layer -> layer.linear().resize(rows));
    for (int i = 0; i < hidden.size(); i++) {
      HiddenLayer layer = hidden.get(i);
      float[] mask = dropout > 0 ? masks.get(i) : null;
      if (mask != null) {
        drawn.fill(mask, String.valueOf(i), rows * layer.units(), dropout);
      }
      layer.forward(rows, mask, i + 1 < hidden.size() ? hidden.get(i + 1).linear() : output);
    }
    output.forward(logits);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < logits[row].length; i++) {
        logits[row][i] += output.bias()[i];
      }
    }
    return logits;
  }

  /**
   * The gradients of all parameters.
   *
   * @param rows of the last batch
   * @param gradients of its logits
   */
  void backward(int rows, float[][] gradients) {
    int last = hidden.size() - 1;
    output.backward(gradients, rows, last < 0 ? null : hidden.get(last).gradients());
    for (int i = last; i >= 0; i--) {
      hidden.get(i).backward(rows, i == 0 ? null : hidden.get(i - 1).gradients());
    }
  }

  /** What an optimiser updates; {@link #valuesChanged} is to be called afterwards. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    hidden.forEach(layer -> all.addAll(layer.parameters()));
    all.addAll(output.parameters());
    return all;
  }

  /** Takes over what was written into the values of {@link #parameters}. */
  void valuesChanged() {
    hidden.forEach(layer -> layer.linear().valuesChanged());
    output.valuesChanged();
  }

  /** The present values. */
  FeedForwardWeights weights() {
    float[] all = new float[FeedForwardWeights.size(widths)];
    List<float[]> parts = new ArrayList<>();
    for (HiddenLayer layer : hidden) {
      layer.parameters().forEach(parameter -> parts.add(parameter.values()));
      parts.addAll(layer.running());
    }
    output.parameters().forEach(parameter -> parts.add(parameter.values()));
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new FeedForwardWeights(widths, all);
  }

  @Override
  public void close() {
    hidden.forEach(HiddenLayer::close);
    output.close();
  }
}
