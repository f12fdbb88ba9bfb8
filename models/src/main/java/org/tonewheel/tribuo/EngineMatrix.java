package org.tonewheel.tribuo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * A matrix of floats that Java writes and the engine multiplies: one tensor over one buffer, made
 * once and used in every step.
 *
 * <p>The number of its rows may change from step to step, as that of a batch. Owns its tensors; not
 * thread-safe.
 */
final class EngineMatrix implements AutoCloseable {
  private final NDManager manager;
  private final ByteBuffer memory;
  private final FloatBuffer floats;
  private final int columns;
  private int rows;
  private NDArray tensor;

  /** The same memory, seen as columns × rows. */
  private NDArray transposed;

  EngineMatrix(NDManager parent, int mostRows, int columns) {
    manager = parent.newSubManager();
    memory = TensorMemory.allocate(Math.multiplyExact(mostRows, columns));
    floats = memory.asFloatBuffer();
    this.columns = columns;
    resize(mostRows);
  }

  /** From now on it has so many rows, at most as many as at first. */
  void resize(int newRows) {
    if (newRows == rows) {
      return;
    }
    if (tensor != null) {
      transposed.close();
      tensor.close();
    }
    rows = newRows;
    tensor =
        TensorMemory.tensor(
            manager, memory.slice(0, rows * columns * Float.BYTES), new Shape(rows, columns));
    transposed = tensor.transpose();
  }

  /** Overwrites one row. */
  void write(int row, float[] values) {
    floats.put(row * columns, values, 0, columns);
  }

  /** Overwrites everything, from values in row-major order. */
  void write(float[] values) {
    floats.put(0, values, 0, rows * columns);
  }

  /** This matrix times the other, row by row. */
  void times(EngineMatrix other, float[][] product) {
    try (NDArray result = tensor.matMul(other.tensor)) {
      read(result, product, rows);
    }
  }

  /** This matrix times the other's transpose, row by row. */
  void timesTransposed(EngineMatrix other, float[][] product) {
    try (NDArray result = tensor.matMul(other.transposed)) {
      read(result, product, rows);
    }
  }

  /** The transpose of this matrix times the other, in row-major order. */
  void transposedTimes(EngineMatrix other, float[] product) {
    try (NDArray result = transposed.matMul(other.tensor)) {
      TensorMemory.view(result).get(0, product);
    }
  }

  private static void read(NDArray result, float[][] rows, int count) {
    FloatBuffer values = TensorMemory.view(result);
    for (int row = 0; row < count; row++) {
      values.get(rows[row]);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
