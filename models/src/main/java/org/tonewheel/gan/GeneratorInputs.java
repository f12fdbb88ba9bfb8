package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * What the nets are given besides rows, noise and classes, over direct buffers that are used again,
 * so that a step's tensors end when the next ones are made.
 */
final class GeneratorInputs {
  private final int noise;
  private final int classes;
  private final ByteBuffer noiseValues;
  private final ByteBuffer classValues;

  /** For at most {@code rows} rows. */
  GeneratorInputs(int rows, int noise, int classes) {
    this.noise = noise;
    this.classes = classes;
    noiseValues = TensorMemory.allocate(Math.multiplyExact(rows, noise));
    classValues = TensorMemory.allocate(Math.multiplyExact(rows, classes));
  }

  /** A value of noise by row and place in the row. */
  @FunctionalInterface
  interface Noise {
    double at(int row, int place);
  }

  /** Rows of noise. */
  NDArray noise(NDManager manager, int rows, Noise values) {
    FloatBuffer into = noiseValues.asFloatBuffer();
    for (int row = 0; row < rows; row++) {
      for (int place = 0; place < noise; place++) {
        into.put((float) values.at(row, place));
      }
    }
    ByteBuffer filled = noiseValues.slice(0, rows * noise * Float.BYTES);
    return TensorMemory.tensor(manager, filled, new Shape(rows, noise));
  }

  /** One row a label, 1 at its class and 0 elsewhere. */
  NDArray classes(NDManager manager, int[] labels) {
    FloatBuffer into = classValues.asFloatBuffer();
    for (int label : labels) {
      for (int k = 0; k < classes; k++) {
        into.put(k == label ? 1 : 0);
      }
    }
    ByteBuffer filled = classValues.slice(0, labels.length * classes * Float.BYTES);
    return TensorMemory.tensor(manager, filled, new Shape(labels.length, classes));
  }
}
