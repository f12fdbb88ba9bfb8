package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * ID3v2 tags with compressed frames. FFmpeg unfolds their pictures, a thousand times their size,
 * and keeps all of them; no tag is needed here, and hardly any writer compresses. Such tags are
 * looked for wherever FFmpeg may meet one: before the sound, in chunks of WAV and AIFF, and within
 * raw AAC.
 */
final class CompressedTags {
  private static final byte[] MARK = "ID3".getBytes(ISO_8859_1);
  private static final int HEADER_BYTES = 10;
  private static final int EXTENDED = 0x40;
  private static final int COMPRESSED = 0x08;
  private static final int OLDEST_WITH_FLAGS = 3;
  private static final int NEWEST = 4;

  private CompressedTags() {}

  /**
   * Looks through a whole file.
   *
   * @throws AudioRejectedException if a tag has a compressed frame
   */
  static void check(byte[] file) throws AudioRejectedException {
    for (int at = 0; at + HEADER_BYTES <= file.length; at++) {
      if (isTag(file, at) && hasCompressedFrame(file, at)) {
        throw new AudioRejectedException(
            RejectReason.COMPRESSED_TAG,
            "the ID3 tag at byte " + at + " has a compressed frame; write the tag anew without");
      }
    }
  }

  private static boolean isTag(byte[] file, int at) {
    return file[at] == MARK[0]
        && file[at + 1] == MARK[1]
        && file[at + 2] == MARK[2]
        && file[at + 3] >= OLDEST_WITH_FLAGS
        && file[at + 3] <= NEWEST
        && (file[at + 6] | file[at + 7] | file[at + 8] | file[at + 9]) >= 0;
  }

  /** Walks the frames of a tag as FFmpeg does. */
  private static boolean hasCompressedFrame(byte[] file, int tag) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int version = file[tag + 3];
    long frame = tag + (long) HEADER_BYTES;
    long end = Math.min(frame + sevenBits(bytes.getInt(tag + 6)), file.length);
    if ((file[tag + 5] & EXTENDED) != 0 && frame + Integer.BYTES <= end) {
      int length = sevenBits(bytes.getInt((int) frame));
      frame += version == NEWEST ? length : length + (long) Integer.BYTES;
    }
    while (frame + HEADER_BYTES <= end) {
      int at = (int) frame;
      int flags = file[at + 9];
      if ((flags & COMPRESSED) != 0 && file[at] != 0) {
        return true;
      }
      long size = bytes.getInt(at + 4) & 0xffff_ffffL;
      if (version == NEWEST && isSevenBits(bytes.getInt(at + 4), bytes, frame, end)) {
        size = sevenBits(bytes.getInt(at + 4));
      }
      frame += HEADER_BYTES + size;
    }
    return false;
  }

  /** Some writers put whole sizes into version 4; what follows the frame tells. */
  private static boolean isSevenBits(int size, ByteBuffer bytes, long frame, long end) {
    long next = frame + HEADER_BYTES + (size & 0xffff_ffffL);
    return !isFrame(bytes, next, end)
        || isFrame(bytes, frame + HEADER_BYTES + sevenBits(size), end);
  }

  private static boolean isFrame(ByteBuffer bytes, long at, long end) {
    if (at < 0 || at + Integer.BYTES > end) {
      return false;
    }
    for (int i = 0; i < Integer.BYTES; i++) {
      int letter = bytes.get((int) at + i);
      if ((letter < 'A' || letter > 'Z') && (letter < '0' || letter > '9')) {
        return false;
      }
    }
    return true;
  }

  /** A number of seven bits a byte. */
  private static int sevenBits(int value) {
    return (value & 0x7f)
        | (value >> 1 & 0x7f << 7)
        | (value >> 2 & 0x7f << 14)
        | (value >> 3 & 0x7f << 21);
  }
}
