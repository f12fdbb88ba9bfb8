package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Tensors as little-endian floats of a channel, block by block: the heap holds one block, however
 * large the tensor.
 */
final class TensorFile {
  private static final int BLOCK = 1 << 14;

  private TensorFile() {}

  /** Writes all floats of a tensor in row-major order. */
  static void write(NDArray array, WritableByteChannel channel) throws IOException {
    if (!TensorMemory.mappable(array)) {
      try (NDArray copy = TensorMemory.inMainMemory(array)) {
        write(copy, channel);
      }
      return;
    }
    FloatBuffer values = TensorMemory.view(array);
    float[] block = new float[BLOCK];
    ByteBuffer bytes = bytes();
    for (int from = 0; from < values.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, values.limit() - from);
      values.get(from, block, 0, length);
      bytes.clear().asFloatBuffer().put(block, 0, length);
      bytes.limit(length * Float.BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /**
   * Overwrites a tensor in place with what {@link #write} wrote, bit for bit.
   *
   * @param name of the tensor, for the error
   * @throws EOFException if the channel ends before
   */
  static void read(NDArray array, ReadableByteChannel channel, String name) throws IOException {
    if (!TensorMemory.mappable(array)) {
      try (NDArray copy = TensorMemory.inMainMemory(array)) {
        read(copy, channel, name);
        TensorMemory.copy(copy, array);
      }
      return;
    }
    FloatBuffer values = TensorMemory.view(array);
    float[] block = new float[BLOCK];
    ByteBuffer bytes = bytes();
    for (int from = 0; from < values.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, values.limit() - from);
      bytes.clear().limit(length * Float.BYTES);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          long read = (long) from * Float.BYTES + bytes.position();
          throw new EOFException("the values of " + name + " end after " + read + " bytes");
        }
      }
      bytes.flip().asFloatBuffer().get(block, 0, length);
      values.put(from, block, 0, length);
    }
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
