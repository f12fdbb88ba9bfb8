package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that turns gradients into new parameter values, with its running averages.
 *
 * <p>In main memory a step is one pass, block by block, over the tensors' own memory; on other
 * devices it is in-place array operations.
 */
public abstract sealed class Optimizer implements AutoCloseable permits Adam, RmsProp {
  /**
   * Floats a block: all arrays of a block stay in the first-level cache, and lie less than 4 KiB
   * apart, at which distance loads wait for stores. Of 128 to 8,192 the fastest over 50 million
   * parameters: 0.8 ns each, where 1,024 took 1.25.
   */
  private static final int BLOCK = 256;

  /** PyTorch's guard in {@code clip_grad_norm_}. */
  private static final double CLIP_EPSILON = 1e-6;

  private final Parameters parameters;
  private final NDManager manager;

  /** By average and then by trained tensor. */
  private final List<List<NDArray>> averages = new ArrayList<>();

  private final float[] gradientBlock = new float[BLOCK];
  private final float[] valueBlock = new float[BLOCK];
  private final float[][] averageBlocks;
  private long steps;
  private boolean inOnePass = true;

  /** Starts with zero averages, {@code averageCount} a tensor. */
  Optimizer(Parameters parameters, int averageCount) {
    this.parameters = parameters;
    this.manager = parameters.manager().newSubManager();
    this.averageBlocks = new float[averageCount][BLOCK];
    for (int i = 0; i < averageCount; i++) {
      averages.add(
          parameters.trained().stream().map(array -> manager.zeros(array.getShape())).toList());
    }
  }

  /** Steps taken so far, over all resumptions. */
  public long steps() {
    return steps;
  }

  /** {@link #step(double, double)} without clipping. */
  public void step(double rate) {
    apply(rate, 1);
  }

  /**
   * Updates every trained tensor by its gradient, and drops the gradients.
   *
   * @param rate learning rate
   * @param clipNorm the gradients are scaled so that their norm over all tensors is at most this,
   *     as {@code torch.nn.utils.clip_grad_norm_} does; 0 for no clipping
   * @return the norm before clipping, NaN without clipping
   */
  public double step(double rate, double clipNorm) {
    if (clipNorm <= 0) {
      apply(rate, 1);
      return Double.NaN;
    }
    double norm = gradientNorm();
    apply(rate, (float) Math.min(1, clipNorm / (norm + CLIP_EPSILON)));
    return norm;
  }

  /** Called once a step, before its tensors, with the number of this step (from 1). */
  abstract void begin(long step, double rate);

  /** Updates one block in place. */
  abstract void update(float[] value, float[] gradient, float[][] averages, int length);

  /** Updates one tensor by array operations; must free what it makes. */
  abstract void update(NDArray value, NDArray gradient, List<NDArray> averages);

  private void apply(double rate, float scale) {
    begin(++steps, rate);
    List<NDArray> trained = parameters.trained();
    for (int i = 0; i < trained.size(); i++) {
      NDArray value = trained.get(i);
      int index = i;
      List<NDArray> own = averages.stream().map(list -> list.get(index)).toList();
      try (NDArray gradient = value.getGradient()) {
        if (inOnePass && TensorMemory.mappable(value)) {
          pass(value, gradient, own, scale);
        } else {
          arrays(value, gradient, own, scale);
        }
      }
      Parameters.dropGradient(value);
    }
  }

  private void pass(NDArray value, NDArray gradient, List<NDArray> own, float scale) {
    FloatBuffer values = TensorMemory.view(value);
    FloatBuffer gradients = TensorMemory.view(gradient);
    FloatBuffer[] states = own.stream().map(TensorMemory::view).toArray(FloatBuffer[]::new);
    int size = values.remaining();
    for (int from = 0; from < size; from += BLOCK) {
      int length = Math.min(BLOCK, size - from);
      values.get(from, valueBlock, 0, length);
      gradients.get(from, gradientBlock, 0, length);
      for (int k = 0; k < states.length; k++) {
        states[k].get(from, averageBlocks[k], 0, length);
      }
      if (scale != 1) {
        for (int i = 0; i < length; i++) {
          gradientBlock[i] *= scale;
        }
      }
      update(valueBlock, gradientBlock, averageBlocks, length);
      values.put(from, valueBlock, 0, length);
      for (int k = 0; k < states.length; k++) {
        states[k].put(from, averageBlocks[k], 0, length);
      }
    }
  }

  /** Takes the way of devices whose memory is not mapped in main memory too, for its test. */
  void useArrayOperations() {
    inOnePass = false;
  }

  @SuppressWarnings("try") // the scope's work is its opening and closing
  private void arrays(NDArray value, NDArray gradient, List<NDArray> own, float scale) {
    try (GradientScope scope = GradientScope.inference(manager)) {
      if (scale != 1) {
        gradient.muli(scale);
      }
      update(value, gradient, own);
    }
  }

  private double gradientNorm() {
    double sum = 0;
    for (NDArray array : parameters.trained()) {
      try (NDArray gradient = array.getGradient()) {
        sum += squares(gradient);
      }
    }
    return Math.sqrt(sum);
  }

  private double squares(NDArray gradient) {
    if (!TensorMemory.mappable(gradient)) {
      try (NDArray square = gradient.square();
          NDArray sum = square.sum()) {
        return sum.getFloat();
      }
    }
    FloatBuffer values = TensorMemory.view(gradient);
    double sum = 0;
    for (int i = 0; i < values.limit(); i++) {
      double value = values.get(i);
      sum += value * value;
    }
    return sum;
  }

  /** Writes the step count and the averages, bit for bit. */
  public void write(WritableByteChannel channel) throws IOException {
    ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    count.putLong(steps).flip();
    while (count.hasRemaining()) {
      channel.write(count);
    }
    for (List<NDArray> list : averages) {
      for (NDArray array : list) {
        TensorFile.write(array, channel);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote for the same parameters.
   *
   * @throws EOFException if the channel ends before
   */
  public void read(ReadableByteChannel channel) throws IOException {
    ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (count.hasRemaining()) {
      if (channel.read(count) < 0) {
        throw new EOFException("the optimiser's state ends within its step count");
      }
    }
    steps = count.flip().getLong();
    for (List<NDArray> list : averages) {
      for (NDArray array : list) {
        TensorFile.read(array, channel, "an optimiser average");
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
