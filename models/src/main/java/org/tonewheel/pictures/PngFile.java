package org.tonewheel.pictures;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads a PNG file's chunks (PNG specification, section 5) and keeps those with pixels in them. */
final class PngFile {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final ImmutableSet<String> KEPT = ImmutableSet.of("PLTE", "tRNS", "IDAT");
  static final int HEADER_BYTES = 13;

  /** Length, type and checksum. */
  static final int FRAME_BYTES = 12;

  /**
   * Channels by colour type: grey, none, three colours, palette, grey and alpha, none, all four.
   */
  private static final ImmutableIntArray CHANNELS = ImmutableIntArray.of(1, 0, 3, 1, 2, 0, 4);

  private static final int PALETTE = 3;

  private final ByteBuffer file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int[] transparent = {};

  /** One chunk; {@code data} is where its content begins. */
  private record Chunk(String type, int data, int length) {}

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
    file.position(SIGNATURE.length);
    kept.write(file.array(), 0, SIGNATURE.length);
    Chunk header = next();
    if (!header.type().equals("IHDR") || header.length() != HEADER_BYTES) {
      throw corrupt("it does not begin with a header of " + HEADER_BYTES + " bytes");
    }
    keep(header);
    int colourType = file.get(header.data() + 9);
    try (PngPixels pixels = pixels(header.data(), limits)) {
      Chunk chunk = next();
      while (!chunk.type().equals("IEND")) {
        take(chunk, colourType == PALETTE, pixels);
        chunk = next();
      }
      keep(chunk);
      pixels.check();
    }
    return new PictureFile("png", kept.toByteArray(), transparent);
  }

  private PngPixels pixels(int header, PictureLimits limits) throws PictureRejectedException {
    int width = file.getInt(header);
    int height = file.getInt(header + 4);
    PictureFile.checkSize(width, height, limits);
    int bits = file.get(header + 8);
    int type = file.get(header + 9);
    int channels = type >= 0 && type < CHANNELS.length() ? CHANNELS.get(type) : 0;
    if (channels == 0 || bits < 1 || bits > 16) {
      throw corrupt("there is no colour type " + type + " of " + bits + " bits");
    }
    return new PngPixels(width, height, channels * bits, file.get(header + 12) != 0);
  }

  private Chunk next() throws PictureRejectedException {
    int start = file.position();
    if (file.remaining() < FRAME_BYTES) {
      throw truncated(start);
    }
    int length = file.getInt(start);
    if (length < 0) {
      throw corrupt("the chunk at byte " + start + " claims more than 2 GB");
    }
    if (length > file.remaining() - FRAME_BYTES) {
      throw truncated(start);
    }
    String type = new String(file.array(), start + 4, 4, StandardCharsets.US_ASCII);
    file.position(start + FRAME_BYTES + length);
    return new Chunk(type, start + 8, length);
  }

  private void take(Chunk chunk, boolean palette, PngPixels pixels)
      throws PictureRejectedException {
    if (!KEPT.contains(chunk.type())) {
      // an upper-case first letter marks what no reader may pass over
      if (Character.isUpperCase(chunk.type().charAt(0))) {
        throw corrupt("the chunk at byte " + (chunk.data() - 8) + " is of an unknown kind");
      }
      return;
    }
    if (chunk.type().equals("tRNS") && !palette) {
      // ImageIO heeds a transparent colour at some depths only: it is told nothing of it
      transparent = new int[chunk.length() / 2];
      for (int i = 0; i < transparent.length; i++) {
        transparent[i] = Short.toUnsignedInt(file.getShort(chunk.data() + 2 * i));
      }
      return;
    }
    keep(chunk);
    if (chunk.type().equals("IDAT")) {
      pixels.add(file.array(), chunk.data(), chunk.length());
    }
  }

  private void keep(Chunk chunk) throws PictureRejectedException {
    CRC32 sum = new CRC32();
    sum.update(file.array(), chunk.data() - 4, 4 + chunk.length());
    if ((int) sum.getValue() != file.getInt(chunk.data() + chunk.length())) {
      throw corrupt("the checksum of the chunk at byte " + (chunk.data() - 8) + " is wrong");
    }
    kept.write(file.array(), chunk.data() - 8, FRAME_BYTES + chunk.length());
  }

  private PictureRejectedException truncated(int start) {
    return new PictureRejectedException(
        PictureRejectReason.TRUNCATED,
        "the file ends after "
            + file.capacity()
            + " bytes, within the chunk at byte "
            + start
            + "; fetch it again");
  }

  private static PictureRejectedException corrupt(String what) {
    return new PictureRejectedException(PictureRejectReason.CORRUPT, what);
  }
}
