package org.tonewheel.nets.checkpoint;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * All tensors that a training carries from step to step.
 *
 * @param <P> how far a training has come, on which it may depend which tensors there are
 */
public interface Tensors<P extends Place> {
  /** Writes them all, bit for bit. */
  void write(P place, WritableByteChannel channel) throws IOException;

  /**
   * Reads what was written at the same place.
   *
   * @throws java.io.EOFException if the channel ends before
   */
  void read(P place, ReadableByteChannel channel) throws IOException;
}
