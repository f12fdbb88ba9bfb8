package org.tonewheel.nets.engine;

import ai.djl.Device;
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
  /** Floats drawn at a time: a whole tensor of the large nets would fill the heap. */
  private static final int BLOCK = 8192;

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

  /** Values of the standard normal distribution, as of {@code torch.nn.Embedding}. */
  public NDArray normal(NDManager manager, String name, Shape shape) {
    NDArray array = manager.create(shape, DataType.FLOAT32);
    CounterRandom random = CounterRandom.of(seed, "initial/" + name);
    fill(array, index -> (float) random.normal(index));
    return array;
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
    fill(array, index -> (float) ((2 * random.uniform(index) - 1) * bound));
  }

  /** The value at an index of a tensor in row-major order. */
  @FunctionalInterface
  private interface Draw {
    float at(long index);
  }

  private static void fill(NDArray array, Draw draw) {
    if (!TensorMemory.mappable(array)) {
      try (NDManager inMainMemory = array.getManager().newSubManager(Device.cpu())) {
        NDArray host = inMainMemory.create(array.getShape(), DataType.FLOAT32);
        fill(host, draw);
        host.copyTo(array);
      }
      return;
    }
    FloatBuffer into = TensorMemory.view(array);
    float[] block = new float[BLOCK];
    for (int from = 0; from < into.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, into.limit() - from);
      for (int i = 0; i < length; i++) {
        block[i] = draw.at(from + i);
      }
      into.put(from, block, 0, length);
    }
  }
}
