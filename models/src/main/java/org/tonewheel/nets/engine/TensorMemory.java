package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The floats of a tensor in main memory, seen without a copy.
 *
 * <p>A view is valid only while its tensor is open; it must not be kept beyond the step.
 */
public final class TensorMemory {
  /** Torch's own allocator aligns to 64 bytes, and MKL's results may depend on the alignment. */
  private static final int ALIGNMENT = 64;

  private TensorMemory() {}

  /** Whether {@link #view} can be had: 32 bit floats in main memory. */
  static boolean mappable(NDArray array) {
    return array.getDataType() == DataType.FLOAT32 && !array.getDevice().isGpu();
  }

  /**
   * The tensor's own memory; what is written there is in the tensor at once.
   *
   * @throws IllegalArgumentException if the tensor is not of floats in main memory
   */
  static FloatBuffer view(NDArray array) {
    if (!mappable(array)) {
      throw new IllegalArgumentException(
          "a tensor of " + array.getDataType() + " on " + array.getDevice() + " has no float view");
    }
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Copies a tensor's floats, wherever it lies, in row-major order. */
  public static float[] read(NDArray array) {
    if (!mappable(array)) {
      return array.toFloatArray();
    }
    float[] values = new float[Math.toIntExact(array.getShape().size())];
    view(array).get(values);
    return values;
  }

  /**
   * Overwrites a tensor in place with as many floats as it has, from the buffer's position on.
   *
   * @throws IllegalArgumentException if the buffer holds fewer
   */
  public static void write(NDArray array, FloatBuffer values) {
    int size = Math.toIntExact(array.getShape().size());
    if (values.remaining() < size) {
      throw new IllegalArgumentException(
          "a tensor of " + size + " floats was given " + values.remaining());
    }
    FloatBuffer source = values.slice().limit(size);
    values.position(values.position() + size);
    if (mappable(array)) {
      view(array).put(source);
    } else {
      try (NDArray copy = array.getManager().create(source, array.getShape(), DataType.FLOAT32)) {
        copy.copyTo(array);
      }
    }
  }

  /**
   * A direct buffer, aligned as torch aligns its own memory, for batches and masks that become
   * tensors without a copy through {@code manager.create(buffer, shape, FLOAT32)}. The buffer must
   * not change while such a tensor, or a graph that recorded it, is alive.
   */
  public static ByteBuffer allocate(int floats) {
    int bytes = Math.multiplyExact(floats, Float.BYTES);
    int rounded = Math.addExact(bytes, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return ByteBuffer.allocateDirect(Math.addExact(rounded, ALIGNMENT))
        .alignedSlice(ALIGNMENT)
        .slice(0, bytes)
        .order(ByteOrder.nativeOrder());
  }
}
