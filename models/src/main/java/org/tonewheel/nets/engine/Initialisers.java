package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * Initial weights after PyTorch's defaults, drawn from a stream keyed by the seed and the weight's
 * name, so that neither threads nor the order of layers change them.
 *
 * <p>The distributions are PyTorch's ({@code reset_parameters} of each module); the values are not,
 * as its generator is another one.
 */
public record Initialisers(long seed) {

  /**
   * Weights or biases of a linear or convolution layer: uniform in ±1/sqrt(fanIn), which is what
   * PyTorch's {@code kaiming_uniform_(a=sqrt(5))} comes to.
   *
   * @param fanIn inputs of one output: features of a linear layer, channels × kernel of a
   *     convolution
   */
  public NDArray linear(NDManager manager, String name, Shape shape, int fanIn) {
    return uniform(manager, name, shape, 1 / Math.sqrt(fanIn));
  }

  /** Weights or biases of a recurrent layer: uniform in ±1/sqrt(hidden). */
  public NDArray recurrent(NDManager manager, String name, Shape shape, int hidden) {
    return uniform(manager, name, shape, 1 / Math.sqrt(hidden));
  }

  /** Values uniform in [-bound, bound). */
  public NDArray uniform(NDManager manager, String name, Shape shape, double bound) {
    NDArray array = manager.create(shape, DataType.FLOAT32);
    fillUniform(array, name, bound);
    return array;
  }

  /** Overwrites {@code array} with values uniform in [-bound, bound). */
  public void fillUniform(NDArray array, String name, double bound) {
    CounterRandom random = CounterRandom.of(seed, "initial/" + name);
    float[] values = new float[Math.toIntExact(array.getShape().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.uniform(i) - 1) * bound);
    }
    TensorMemory.write(array, FloatBuffer.wrap(values));
  }
}
