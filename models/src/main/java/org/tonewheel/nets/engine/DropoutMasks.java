package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The dropout masks of one training: a function of the seed, the layer's name and the step, so that
 * a resumed training draws the same ones.
 *
 * <p>Inverted dropout as PyTorch's: a mask holds 0 with probability {@code rate}, else 1 / (1 -
 * rate). Buffers are kept by layer: the masks of one step are overwritten by those of the next, so
 * a step's graph must be done with before the next begins. Not thread-safe; one a training.
 */
public final class DropoutMasks {
  private static final int BLOCK = 1024;

  private final long seed;
  private final Map<String, ByteBuffer> buffers = new HashMap<>();
  private final float[] block = new float[BLOCK];
  private long step;

  /** Masks of step 0 until {@link #at} says otherwise. */
  public DropoutMasks(long seed) {
    this.seed = seed;
  }

  /** Moves to a step, counted over the whole training. */
  public void at(long newStep) {
    step = newStep;
  }

  /**
   * The mask of one layer at the current step, to be multiplied with what it masks.
   *
   * @param rate probability of a zero, in [0, 1)
   */
  public NDArray mask(NDManager manager, String layer, Shape shape, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("the dropout rate " + rate + " is not in [0, 1)");
    }
    int size = Math.toIntExact(shape.size());
    ByteBuffer buffer = buffers.get(layer);
    if (buffer == null || buffer.capacity() < size * Float.BYTES) {
      buffer = TensorMemory.allocate(size);
      buffers.put(layer, buffer);
    }
    fill(buffer.asFloatBuffer(), layer, size, rate);
    return TensorMemory.tensor(manager, buffer.slice(0, size * Float.BYTES), shape);
  }

  /** Two elements a draw, thirty-two bits each: the rate is exact to 2^-32. */
  private void fill(FloatBuffer into, String layer, int size, double rate) {
    CounterRandom random = CounterRandom.of(seed, "dropout/" + layer, step);
    long threshold = (long) (rate * 0x1.0p32);
    float keep = (float) (1 / (1 - rate));
    for (int from = 0; from < size; from += BLOCK) {
      for (int i = 0; i < BLOCK; i += 2) {
        long bits = random.bits((from + i) >> 1);
        block[i] = (bits >>> 32) < threshold ? 0 : keep;
        block[i + 1] = (bits & 0xFFFFFFFFL) < threshold ? 0 : keep;
      }
      into.put(from, block, 0, Math.min(BLOCK, size - from));
    }
  }
}
