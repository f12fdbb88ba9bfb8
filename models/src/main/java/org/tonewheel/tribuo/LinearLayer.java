package org.tonewheel.tribuo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.engine.Initialisers;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * The weights of one layer while they are trained: a product forward, two backward. The sums it
 * gives are without the bias, which who reads them adds on the way.
 *
 * <p>Owns its matrices; not thread-safe.
 */
final class LinearLayer implements AutoCloseable {
  private final Parameter weight;
  private final Parameter bias;

  /** Outputs × inputs. */
  private final EngineMatrix weights;

  /** Rows × inputs. */
  private final EngineMatrix inputs;

  /** Rows × outputs. */
  private final EngineMatrix gradients;

  /**
   * A layer with fresh weights, drawn as PyTorch's are.
   *
   * @param name of its parameters, such as {@code linear1}
   * @param mostRows of a batch
   */
  LinearLayer(
      NDManager manager,
      Initialisers initialisers,
      String name,
      int inputs,
      int outputs,
      int mostRows) {
    weight = parameter(manager, initialisers, name + ".weight", new Shape(outputs, inputs), inputs);
    bias = parameter(manager, initialisers, name + ".bias", new Shape(outputs), inputs);
    weights = new EngineMatrix(manager, outputs, inputs);
    this.inputs = new EngineMatrix(manager, mostRows, inputs);
    gradients = new EngineMatrix(manager, mostRows, outputs);
    valuesChanged();
  }

  private static Parameter parameter(
      NDManager manager, Initialisers initialisers, String name, Shape shape, int inputs) {
    try (NDArray initial = initialisers.linear(manager, name, shape, inputs)) {
      return new Parameter(name, TensorMemory.read(initial));
    }
  }

  List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  float[] bias() {
    return bias.values();
  }

  /** To be called after the parameters' values were overwritten. */
  void valuesChanged() {
    weights.write(weight.values());
  }

  /** Where the next batch's rows are to be written before {@link #forward}. */
  void input(int row, float[] values) {
    inputs.write(row, values);
  }

  /** How many rows the batches have from now on. */
  void resize(int rows) {
    inputs.resize(rows);
    gradients.resize(rows);
  }

  /** The inputs times the weights, without the bias. */
  void forward(float[][] sums) {
    inputs.timesTransposed(weights, sums);
  }

  /**
   * Takes the gradients of the parameters.
   *
   * @param sums the gradients of this layer's sums
   * @param rows of the batch
   * @param given overwritten by the gradients of the inputs; null where nobody asks for them
   */
  void backward(float[][] sums, int rows, float[][] given) {
    float[] biasGradient = bias.gradient();
    Arrays.fill(biasGradient, 0);
    for (int row = 0; row < rows; row++) {
      gradients.write(row, sums[row]);
      add(sums[row], biasGradient);
    }
    gradients.transposedTimes(inputs, weight.gradient());
    if (given != null) {
      gradients.times(weights, given);
    }
  }

  private static void add(float[] values, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += values[i];
    }
  }

  @Override
  public void close() {
    weights.close();
    inputs.close();
    gradients.close();
  }
}
