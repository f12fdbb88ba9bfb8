package org.tonewheel.benchmarks.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.audio.decode.AudioRejectedException;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

/** Decodes recordings, so that both sides of a benchmark get the same samples. */
public final class DecodeTracks {
  private static final int RATE = 22_050;

  private DecodeTracks() {}

  /**
   * Arguments: {@code FOLDER FILES...}. Writes {@code FOLDER/0.pcm} and so on: mono, 22,050 Hz, 16
   * bit, little endian.
   */
  public static void main(String[] arguments) throws IOException, AudioRejectedException {
    InProcessDecoder decoder = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);
    for (int i = 1; i < arguments.length; i++) {
      short[] pcm = decoder.decode(Files.readAllBytes(Path.of(arguments[i]))).pcm();
      ByteBuffer bytes =
          ByteBuffer.allocate(Short.BYTES * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(pcm);
      Files.write(Path.of(arguments[0], (i - 1) + ".pcm"), bytes.array());
    }
  }
}
