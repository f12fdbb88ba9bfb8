package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.engine.TensorMemory;

/** Real rows as tensors over a direct buffer that is used again: a batch ends with the next. */
final class GanBatches {
  private final Rows rows;
  private final RowShape shape;
  private final Optional<Scaler> scaler;
  private final float[] row;
  private final ByteBuffer buffer;

  /**
   * Batches of at most {@code size} rows.
   *
   * @param scaler empty for rows as they are
   */
  GanBatches(Rows rows, RowShape shape, Optional<Scaler> scaler, int size) {
    this.rows = rows;
    this.shape = shape;
    this.scaler = scaler;
    row = new float[rows.rowFloats()];
    buffer = TensorMemory.allocate(Math.multiplyExact(size, row.length));
  }

  /** Rows of these numbers, batch × floats. */
  NDArray real(NDManager manager, int[] numbers) {
    FloatBuffer into = buffer.asFloatBuffer();
    for (int number : numbers) {
      rows.read(number, row);
      scaler.ifPresent(fitted -> fitted.apply(row, shape));
      into.put(row);
    }
    return TensorMemory.tensor(
        manager,
        buffer.slice(0, into.position() * Float.BYTES),
        new Shape(numbers.length, row.length));
  }
}
