package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A second set of a net's values, such as those of its best epoch or a moving average, outside the
 * heap. Not thread-safe.
 */
public final class ParameterCopy implements AutoCloseable {
  private static final int BLOCK = 1024;

  private final Parameters parameters;
  private final NDManager manager;
  private final List<NDArray> arrays;

  /** Room for the values of these parameters in main memory; zero at first. */
  public ParameterCopy(Parameters parameters) {
    this(parameters, TensorMemory.mainMemory(parameters.manager()));
  }

  private ParameterCopy(Parameters parameters, NDManager manager) {
    this.parameters = parameters;
    this.manager = manager;
    arrays =
        parameters.entries().stream()
            .map(entry -> manager.zeros(entry.array().getShape()))
            .toList();
  }

  /** A copy of the values as they are now, on the parameters' own device, to be averaged into. */
  public static ParameterCopy averageOf(Parameters parameters) {
    ParameterCopy copy = new ParameterCopy(parameters, parameters.manager().newSubManager());
    copy.take();
    return copy;
  }

  /**
   * Moves towards the parameters' values: an exponential moving average. What is not trained is
   * taken as it is.
   *
   * @param past share of the values before, in [0, 1)
   */
  public void average(double past) {
    List<Parameters.Entry> entries = parameters.entries();
    for (int i = 0; i < arrays.size(); i++) {
      if (entries.get(i).trained()) {
        average(arrays.get(i), entries.get(i).array(), past);
      } else {
        TensorMemory.copy(entries.get(i).array(), arrays.get(i));
      }
    }
  }

  @SuppressWarnings("try") // the scope's work is its opening and closing
  private void average(NDArray average, NDArray value, double past) {
    if (!TensorMemory.mappable(value)) {
      try (GradientScope scope = GradientScope.inference(manager);
          NDArray change = value.sub(average)) {
        average.addi(change.muli(1 - past));
      }
      return;
    }
    FloatBuffer averages = TensorMemory.view(average);
    FloatBuffer values = TensorMemory.view(value);
    float gain = (float) (1 - past);
    float[] to = new float[BLOCK];
    float[] of = new float[BLOCK];
    for (int from = 0; from < averages.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, averages.limit() - from);
      averages.get(from, of, 0, length);
      values.get(from, to, 0, length);
      for (int i = 0; i < length; i++) {
        of[i] += gain * (to[i] - of[i]);
      }
      averages.put(from, of, 0, length);
    }
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
