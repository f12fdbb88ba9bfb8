package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * Scaled rows of a set as tensors over two direct buffers that are used again for each batch: a
 * batch's tensors end when the next is made.
 */
final class Batches {
  private final Rows set;
  private final Scaler scaler;
  private final RowShape row;
  private final int classes;
  private final int size;
  private final float[] scaled;
  private final ByteBuffer inputs;
  private final ByteBuffer targets;

  /**
   * Batches of at most {@code size} rows.
   *
   * @param row the shape that a row of the set becomes
   */
  Batches(Rows set, Scaler scaler, RowShape row, int classes, int size) {
    this.set = set;
    this.scaler = scaler;
    this.row = row;
    this.classes = classes;
    this.size = size;
    scaled = new float[set.rowFloats()];
    inputs = TensorMemory.allocate(Math.multiplyExact(size, set.rowFloats()));
    targets = TensorMemory.allocate(Math.multiplyExact(size, classes));
  }

  /** The most rows a batch. */
  int size() {
    return size;
  }

  /** What happens to a scaled row on its way into a batch. */
  @FunctionalInterface
  interface Change {
    Change NONE = (place, row) -> {};

    /**
     * Changes a row in place.
     *
     * @param place of the row in its batch, from 0
     */
    void apply(int place, float[] row);
  }

  /** Rows {@code from} to {@code to} (exclusive) of an order, batch first. */
  NDArray inputs(NDManager manager, int[] order, int from, int to) {
    return inputs(manager, order, from, to, Change.NONE);
  }

  /** {@link #inputs(NDManager, int[], int, int)}, each row changed on its way. */
  NDArray inputs(NDManager manager, int[] order, int from, int to, Change change) {
    FloatBuffer into = inputs.asFloatBuffer();
    for (int i = from; i < to; i++) {
      set.read(order[i], scaled);
      scaler.apply(scaled, row);
      change.apply(i - from, scaled);
      into.put(scaled);
    }
    return TensorMemory.tensor(
        manager,
        inputs.slice(0, into.position() * Float.BYTES),
        new Shape(to - from).addAll(row.shape()));
  }

  /** One row a batch row, its class's weight (1 without weights) at its class and 0 elsewhere. */
  NDArray targets(NDManager manager, LabelledRows data, int[] order, int from, int to) {
    FloatBuffer into = targets.asFloatBuffer();
    int count = to - from;
    for (int i = 0; i < count * classes; i++) {
      int number = order[from + i / classes];
      into.put(i, data.labels()[number] == i % classes ? data.weight(number) : 0);
    }
    return TensorMemory.tensor(
        manager, targets.slice(0, count * classes * Float.BYTES), new Shape(count, classes));
  }
}
