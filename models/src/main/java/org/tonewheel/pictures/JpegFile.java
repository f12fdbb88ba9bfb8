package org.tonewheel.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a JPEG file's marker segments (ITU-T T.81, annex B) and keeps those that hold the picture.
 */
final class JpegFile {
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int QUANTISATION_TABLES = 0xdb;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int RESTART_INTERVAL = 0xdd;
  private static final int FIRST_APPLICATION = 0xe0;

  /** The last of the markers that may be passed over: those of applications come first. */
  private static final int COMMENT = 0xfe;

  /** Every scan goes over the whole picture, so a small file of many would take hours. */
  private static final int MOST_SCANS = 32;

  private final byte[] file;
  private final PictureLimits limits;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int at;
  private int scans;
  private boolean framed;

  private JpegFile(byte[] file, PictureLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  static boolean matches(byte[] file) {
    return file.length >= 3
        && (file[0] & 0xff) == 0xff
        && (file[1] & 0xff) == START_OF_IMAGE
        && (file[2] & 0xff) == 0xff;
  }

  static PictureFile check(byte[] file, PictureLimits limits) throws PictureRejectedException {
    return new JpegFile(file, limits).read();
  }

  private PictureFile read() throws PictureRejectedException {
    keep(0, 2);
    at = 2;
    while (true) {
      int marker = marker();
      if (marker == END_OF_IMAGE) {
        if (scans == 0) {
          throw corrupt("the file holds no picture data");
        }
        kept.write(0xff);
        kept.write(END_OF_IMAGE);
        return new PictureFile("jpeg", kept.toByteArray(), new int[0]);
      }
      segment(marker);
    }
  }

  /** Goes past the next marker, of which any number of fill bytes may stand in front. */
  private int marker() throws PictureRejectedException {
    if (unsigned(at) != 0xff) {
      throw corrupt("byte " + at + " should begin a marker");
    }
    while (unsigned(at) == 0xff) {
      at++;
    }
    return unsigned(at++);
  }

  private void segment(int marker) throws PictureRejectedException {
    int start = at;
    int length = unsigned(start) << 8 | unsigned(start + 1);
    if (length < 2) {
      throw corrupt("the segment at byte " + start + " claims " + length + " bytes");
    }
    int end = start + length;
    unsigned(end - 1);
    at = end;
    if (marker == START_OF_SCAN) {
      if (++scans > MOST_SCANS) {
        throw unsupported("it has more than " + MOST_SCANS + " scans");
      }
      at = endOfScan(end);
    } else if (marker >= 0xc0 && marker <= 0xcf && marker != HUFFMAN_TABLES) {
      frame(marker, start, length);
    } else if (!holdsTables(marker) && !tellsColours(marker, start, length)) {
      if (marker >= FIRST_APPLICATION && marker <= COMMENT) {
        return;
      }
      throw unsupported("it has a segment of kind " + Integer.toHexString(marker));
    }
    kept.write(0xff);
    kept.write(marker);
    keep(start, at - start);
  }

  private void frame(int marker, int start, int length) throws PictureRejectedException {
    if (marker > 0xc2) {
      throw unsupported("it is lossless, hierarchical or coded arithmetically");
    }
    if (framed || length < 8) {
      throw corrupt("it has two frames, or one without a size");
    }
    framed = true;
    PictureFile.checkSize(
        unsigned(start + 5) << 8 | unsigned(start + 6),
        unsigned(start + 3) << 8 | unsigned(start + 4),
        limits);
    int bits = unsigned(start + 2);
    int components = unsigned(start + 7);
    if (bits != 8 || (components != 1 && components != 3)) {
      throw unsupported("it has " + components + " components of " + bits + " bits");
    }
  }

  private int endOfScan(int from) throws PictureRejectedException {
    int i = from;
    while (true) {
      if (unsigned(i) == 0xff) {
        int next = unsigned(i + 1);
        boolean restart = next >= 0xd0 && next <= 0xd7;
        if (next != 0 && next != 0xff && !restart) {
          return i;
        }
      }
      i++;
    }
  }

  private static boolean holdsTables(int marker) {
    return marker == QUANTISATION_TABLES || marker == HUFFMAN_TABLES || marker == RESTART_INTERVAL;
  }

  /** Whether a segment tells how the components are to be read as colours. */
  private boolean tellsColours(int marker, int start, int length) {
    return (marker == FIRST_APPLICATION && named("JFIF\0", start, length))
        || (marker == FIRST_APPLICATION + 14 && named("Adobe", start, length));
  }

  private boolean named(String name, int start, int length) {
    return length >= 2 + name.length()
        && name.equals(new String(file, start + 2, name.length(), StandardCharsets.ISO_8859_1));
  }

  private int unsigned(int index) throws PictureRejectedException {
    if (index >= file.length) {
      throw new PictureRejectedException(
          PictureRejectReason.TRUNCATED,
          "the file ends after " + file.length + " bytes without an end marker; fetch it again");
    }
    return file[index] & 0xff;
  }

  private void keep(int from, int length) {
    kept.write(file, from, length);
  }

  private static PictureRejectedException corrupt(String what) {
    return new PictureRejectedException(PictureRejectReason.CORRUPT, what);
  }

  private static PictureRejectedException unsupported(String what) {
    return new PictureRejectedException(
        PictureRejectReason.UNSUPPORTED,
        what + "; save it as PNG or as JPEG of grey or three colours, 8 bit");
  }
}
