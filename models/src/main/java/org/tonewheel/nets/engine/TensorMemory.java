package org.tonewheel.nets.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
  public static FloatBuffer view(NDArray array) {
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
      try (NDManager host = mainMemory(array.getManager())) {
        copy(host.create(source, array.getShape(), DataType.FLOAT32), array);
      }
    }
  }

  /**
   * Overwrites a tensor in place with another's floats; each may lie in main memory or on a GPU.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  static void copy(NDArray from, NDArray to) {
    if (!from.getShape().equals(to.getShape())) {
      throw new IllegalArgumentException(
          "a tensor of " + to.getShape() + " was given one of " + from.getShape());
    }
    if (mappable(from) && mappable(to)) {
      view(to).put(view(from));
    } else {
      copyByOperations(from, to);
    }
  }

  /** NDArray's own copyTo would give the target other memory, and leave views of the old stale. */
  @SuppressWarnings("try") // the scope's work is its opening and closing
  static void copyByOperations(NDArray from, NDArray to) {
    try (GradientScope scope = GradientScope.inference(to.getManager());
        NDArray moved = from.toDevice(to.getDevice(), true)) {
      to.set(new NDIndex("..."), moved);
    }
  }

  /** A copy in main memory, to be closed by the caller. */
  static NDArray inMainMemory(NDArray array) {
    return array.toDevice(Device.cpu(), true);
  }

  /** A manager of tensors in main memory that ends with {@code parent}, whatever its device. */
  static NDManager mainMemory(NDManager parent) {
    return parent.newSubManager(Device.cpu());
  }

  /**
   * A tensor of the floats in a direct buffer, on the manager's device. In main memory it lies over
   * the buffer, which must not change while the tensor, or a graph that recorded it, is alive; for
   * a GPU the floats are copied there.
   *
   * @param floats from {@link #allocate}, as many as the shape has
   */
  public static NDArray tensor(NDManager manager, ByteBuffer floats, Shape shape) {
    if (!manager.getDevice().isGpu()) {
      return manager.create(floats, shape, DataType.FLOAT32);
    }
    try (NDManager host = mainMemory(manager)) {
      NDArray moved =
          host.create(floats, shape, DataType.FLOAT32).toDevice(manager.getDevice(), true);
      moved.attach(manager);
      return moved;
    }
  }

  /**
   * A direct buffer, aligned as torch aligns its own memory, for batches and masks that become
   * tensors through {@link #tensor}.
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
