package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A second set of a net's values, such as those of its best epoch, in main memory outside the heap.
 * Not thread-safe.
 */
public final class ParameterCopy implements AutoCloseable {
  private final Parameters parameters;
  private final NDManager manager;
  private final List<NDArray> arrays;

  /** Room for the values of these parameters; zero at first. */
  public ParameterCopy(Parameters parameters) {
    this.parameters = parameters;
    manager = TensorMemory.mainMemory(parameters.manager());
    arrays =
        parameters.entries().stream()
            .map(entry -> manager.zeros(entry.array().getShape()))
            .toList();
  }

  /** Takes the parameters' values as they are now. */
  public void take() {
    List<Parameters.Entry> entries = parameters.entries();
    for (int i = 0; i < arrays.size(); i++) {
      TensorMemory.copy(entries.get(i).array(), arrays.get(i));
    }
  }

  /** Gives the parameters the values that were taken. */
  public void giveBack() {
    List<Parameters.Entry> entries = parameters.entries();
    for (int i = 0; i < arrays.size(); i++) {
      TensorMemory.copy(arrays.get(i), entries.get(i).array());
    }
  }

  /** Writes as {@link Parameters#write} does. */
  public void write(WritableByteChannel channel) throws IOException {
    for (NDArray array : arrays) {
      TensorFile.write(array, channel);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws java.io.EOFException if the channel ends before
   */
  public void read(ReadableByteChannel channel) throws IOException {
    for (NDArray array : arrays) {
      TensorFile.read(array, channel, "a kept parameter");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
