package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.EOFException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The named tensors of one net, in a fixed order: what an optimiser updates, a checkpoint holds and
 * a model file stores.
 *
 * <p>Owns its tensors and frees them when closed. Not thread-safe.
 */
public final class Parameters implements AutoCloseable {
  /**
   * One tensor of 32 bit floats.
   *
   * @param name unique, in PyTorch's manner, such as {@code lstm1.weight_ih_l0}
   * @param trained whether the optimiser updates it; running statistics of a batch normalisation
   *     are stored but not trained
   */
  public record Entry(String name, NDArray array, boolean trained) {}

  private final NDManager manager;
  private final List<Entry> entries = new ArrayList<>();

  /** An empty list whose tensors will live as long as it and at most as long as the manager. */
  public Parameters(NDManager manager) {
    this.manager = manager.newSubManager();
  }

  /** Takes over a tensor that is to be trained, and returns it. */
  public NDArray add(String name, NDArray array) {
    append(name, array, true);
    array.setRequiresGradient(true);
    return array;
  }

  /** Takes over a tensor that is stored with the others but not trained, and returns it. */
  public NDArray addUntrained(String name, NDArray array) {
    append(name, array, false);
    return array;
  }

  private void append(String name, NDArray array, boolean trained) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "parameter " + name + " is of " + array.getDataType() + ", not FLOAT32");
    }
    if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
      throw new IllegalArgumentException("two parameters are named " + name);
    }
    array.attach(manager);
    entries.add(new Entry(name, array, trained));
  }

  /** All tensors in the order they were added. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NDArray get(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter is named " + name))
        .array();
  }

  /**
   * Whether operations on the trained tensors are recorded: off where another net is trained
   * through this one, whose own gradients would be work and memory in vain.
   */
  public void requireGradients(boolean required) {
    trained().forEach(array -> array.setRequiresGradient(required));
  }

  /** The tensors that the optimiser updates. */
  List<NDArray> trained() {
    return entries.stream().filter(Entry::trained).map(Entry::array).toList();
  }

  /** The manager that the tensors are attached to. */
  NDManager manager() {
    return manager;
  }

  /** The number of floats, trained or not. */
  public long size() {
    return entries.stream().mapToLong(entry -> entry.array().getShape().size()).sum();
  }

  /**
   * A copy of all values on the heap, tensor after tensor, each in row-major order; for small nets,
   * see {@link ParameterCopy} and {@link #write} for large ones.
   */
  public float[] values() {
    FloatBuffer all = FloatBuffer.allocate(Math.toIntExact(size()));
    entries.forEach(entry -> all.put(TensorMemory.read(entry.array())));
    return all.array();
  }

  /**
   * Overwrites all values in place; the inverse of {@link #values}.
   *
   * @throws IllegalArgumentException if their number is not {@link #size}
   */
  public void setValues(float[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "a net of " + size() + " parameters was given " + values.length);
    }
    FloatBuffer rest = FloatBuffer.wrap(values);
    entries.forEach(entry -> TensorMemory.write(entry.array(), rest));
  }

  /** Writes all values as little-endian floats, in the order of {@link #values}. */
  public void write(WritableByteChannel channel) throws IOException {
    for (Entry entry : entries) {
      TensorFile.write(entry.array(), channel);
    }
  }

  /**
   * Reads what {@link #write} wrote, bit for bit.
   *
   * @throws EOFException if the channel ends before
   */
  public void read(ReadableByteChannel channel) throws IOException {
    for (Entry entry : entries) {
      TensorFile.read(entry.array(), channel, entry.name());
    }
  }

  /**
   * Forgets a tensor's gradient, so that the next backward pass hands over its own instead of
   * adding to zeros: a pass over memory less, and no memory held between steps. The tensor stays
   * the same object over the same memory; torch's handle is replaced by one without a gradient.
   */
  static void dropGradient(NDArray array) {
    array.intern(JniUtils.detachGradient((PtNDArray) array));
    array.setRequiresGradient(true);
  }

  @Override
  public void close() {
    manager.close();
  }
}
