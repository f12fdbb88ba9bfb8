package org.tonewheel.pictures;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Makes the checksums of a mutated PNG file right again, so that a mutation reaches the decoder.
 */
final class PngChecksums {
  private static final int SIGNATURE_BYTES = 8;

  private PngChecksums() {}

  static byte[] repaired(byte[] file, boolean wanted) {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    if (!wanted || !PngFile.matches(file)) {
      return file;
    }
    int at = SIGNATURE_BYTES;
    while (at + 12 <= file.length) {
      int length = chunks.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return file;
      }
      CRC32 sum = new CRC32();
      sum.update(file, at + 4, 4 + length);
      chunks.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return file;
  }
}
