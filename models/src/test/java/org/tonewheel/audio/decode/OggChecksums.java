package org.tonewheel.audio.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes the checksums of an Ogg file's pages right again after damage, which no decoder behind them
 * would see otherwise.
 */
final class OggChecksums {
  private static final int MARK = 0x4f67_6753;
  private static final int HEADER_BYTES = 27;
  private static final int CHECKSUM = 22;
  private static final int SEGMENTS = 26;
  private static final int POLYNOMIAL = 0x04c1_1db7;

  private OggChecksums() {}

  /** Mends every page from the start on, as far as pages follow each other. */
  static void mend(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int page = 0;
    while (page + HEADER_BYTES <= file.length && bytes.getInt(page) == MARK) {
      int segments = file[page + SEGMENTS] & 0xff;
      int end = page + HEADER_BYTES + segments;
      for (int i = 0; i < segments && page + HEADER_BYTES + i < file.length; i++) {
        end += file[page + HEADER_BYTES + i] & 0xff;
      }
      if (end > file.length) {
        return;
      }
      bytes.putInt(page + CHECKSUM, 0);
      int checksum = 0;
      for (int i = page; i < end; i++) {
        checksum ^= file[i] << 24;
        for (int bit = 0; bit < 8; bit++) {
          checksum = checksum << 1 ^ (checksum < 0 ? POLYNOMIAL : 0);
        }
      }
      bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(page + CHECKSUM, checksum);
      bytes.order(ByteOrder.BIG_ENDIAN);
      page = end;
    }
  }
}
