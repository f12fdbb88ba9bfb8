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
    requireShare(rate);
    int size = Math.toIntExact(shape.size());
    ByteBuffer buffer = buffers.get(layer);
    if (buffer == null || buffer.capacity() < size * Float.BYTES) {
      buffer = TensorMemory.allocate(size);
      buffers.put(layer, buffer);
    }
    fill(buffer.asFloatBuffer(), layer, size, rate);
    return TensorMemory.tensor(manager, buffer.slice(0, size * Float.BYTES), shape);
  }

  private void fill(FloatBuffer into, String layer, int size, double rate) {
    CounterRandom random = CounterRandom.of(seed, "dropout/" + layer, step);
    for (int from = 0; from < size; from += BLOCK) {
      int length = Math.min(BLOCK, size - from);
      draw(random, from, block, length, rate);
      into.put(from, block, 0, length);
    }
  }

  /**
   * Overwrites the first elements of an array with the mask of one layer at the current step: the
   * same that {@link #mask} gives.
   *
   * @param rate probability of a zero, in [0, 1)
   */
  public void fill(float[] into, String layer, int size, double rate) {
    requireShare(rate);
    draw(CounterRandom.of(seed, "dropout/" + layer, step), 0, into, size, rate);
  }

  /**
   * Two elements a draw, thirty-two bits each: the rate is exact to 2^-32. Zeros are chosen by the
   * sign of a difference: a branch would be guessed wrong as often as the rate says.
   *
   * @param from the place of the first element in the mask, even
   */
  private static void draw(CounterRandom random, int from, float[] into, int length, double rate) {
    long threshold = (long) (rate * 0x1.0p32);
    int keep = Float.floatToRawIntBits((float) (1 / (1 - rate)));
    for (int i = 0; i + 1 < length; i += 2) {
      long bits = random.bits((from + i) >> 1);
      into[i] = chosen(bits >>> 32, threshold, keep);
      into[i + 1] = chosen(bits & 0xFFFFFFFFL, threshold, keep);
    }
    if (length % 2 == 1) {
      into[length - 1] = chosen(random.bits((from + length - 1) >> 1) >>> 32, threshold, keep);
    }
  }

  private static float chosen(long drawn, long threshold, int keep) {
    int below = (int) ((drawn - threshold) >> 63);
    return Float.intBitsToFloat(keep & ~below);
  }

  private static void requireShare(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("the dropout rate " + rate + " is not in [0, 1)");
    }
  }
}
