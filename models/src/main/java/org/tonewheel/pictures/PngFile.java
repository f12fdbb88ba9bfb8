package org.tonewheel.pictures;

import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads a PNG file's chunks (PNG specification, section 5) and keeps those with pixels in them. */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final ImmutableSet<String> KEPT = ImmutableSet.of("IHDR", "PLTE", "tRNS", "IDAT");
  private static final int HEADER_BYTES = 13;
  private static final int PALETTE = 3;

  private final ByteBuffer file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int colourType = -1;
  private int[] transparent = {};

  private PngFile(byte[] file) {
    this.file = ByteBuffer.wrap(file);
  }

  static boolean matches(byte[] file) {
    return file.length >= SIGNATURE.length
        && ByteBuffer.wrap(file, 0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
  }

  static PictureFile check(byte[] file, PictureLimits limits) throws PictureRejectedException {
    return new PngFile(file).read(limits);
  }

  private PictureFile read(PictureLimits limits) throws PictureRejectedException {
    keep(0, SIGNATURE.length);
    file.position(SIGNATURE.length);
    while (true) {
      if (file.remaining() < 12) {
        throw truncated("within a chunk's frame");
      }
      int start = file.position();
      int length = file.getInt();
      String type = new String(file.array(), file.position(), 4, StandardCharsets.US_ASCII);
      if (length < 0) {
        throw corrupt("the chunk at byte " + start + " claims a negative length");
      }
      if (length > file.remaining() - 8) {
        throw truncated("within the chunk at byte " + start);
      }
      boolean first = colourType < 0;
      if (first != type.equals("IHDR")) {
        throw corrupt("IHDR is not the first chunk, or not the only one of its kind");
      }
      if (type.equals("IEND")) {
        keep(start, 12 + length);
        return new PictureFile("png", kept.toByteArray(), transparent);
      }
      if (KEPT.contains(type)) {
        checkSum(start, length);
        take(type, start, length, limits);
      } else if (Character.isUpperCase(type.charAt(0))) {
        throw new PictureRejectedException(
            PictureRejectReason.UNSUPPORTED,
            "the chunk at byte " + start + " is of no kind that is known here, yet essential");
      }
      file.position(start + 12 + length);
    }
  }

  private void take(String type, int start, int length, PictureLimits limits)
      throws PictureRejectedException {
    int data = start + 8;
    if (type.equals("IHDR")) {
      if (length != HEADER_BYTES) {
        throw corrupt("IHDR has " + length + " bytes instead of " + HEADER_BYTES);
      }
      PictureFile.checkSize(
          Integer.toUnsignedLong(file.getInt(data)),
          Integer.toUnsignedLong(file.getInt(data + 4)),
          limits);
      colourType = file.get(data + 9);
    }
    if (type.equals("tRNS") && colourType != PALETTE) {
      // ImageIO heeds a transparent colour at some depths only: it is told nothing of it
      transparent = new int[length / 2];
      for (int i = 0; i < transparent.length; i++) {
        transparent[i] = Short.toUnsignedInt(file.getShort(data + 2 * i));
      }
      return;
    }
    keep(start, 12 + length);
  }

  private void checkSum(int start, int length) throws PictureRejectedException {
    CRC32 sum = new CRC32();
    sum.update(file.array(), start + 4, 4 + length);
    if ((int) sum.getValue() != file.getInt(start + 8 + length)) {
      throw corrupt("the checksum of the chunk at byte " + start + " does not match");
    }
  }

  private void keep(int from, int length) {
    kept.write(file.array(), from, length);
  }

  private PictureRejectedException truncated(String where) {
    return new PictureRejectedException(
        PictureRejectReason.TRUNCATED,
        "the file ends after " + file.capacity() + " bytes, " + where + "; fetch it again");
  }

  private static PictureRejectedException corrupt(String what) {
    return new PictureRejectedException(PictureRejectReason.CORRUPT, what);
  }
}
