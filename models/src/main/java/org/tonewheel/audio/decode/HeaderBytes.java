package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The few header fields that say what a file is and how long it should be. */
final class HeaderBytes {
  private static final int MP3_SEARCH_BYTES = 4_096;
  private static final int[] MPEG1_RATES = {44_100, 48_000, 32_000};

  /** Sizes from here on are what writers put that do not know the size. */
  private static final long UNKNOWN_SIZE = 0x7fff_0000L;

  private HeaderBytes() {}

  /** The format whose first bytes a file has; empty where none of those read here. */
  static Optional<String> format(byte[] file) {
    if (file.length < 12) {
      return Optional.empty();
    }
    return switch (text(file, 0)) {
      case "RIFF" -> text(file, 8).equals("WAVE") ? Optional.of("WAV") : Optional.empty();
      case "FORM" -> Optional.of("AIFF");
      case ".snd" -> Optional.of("AU");
      case "OggS" -> Optional.of("Ogg");
      case "fLaC" -> Optional.of("FLAC");
      default -> text(file, 4).equals("ftyp") ? Optional.of("M4A") : Optional.empty();
    };
  }

  /** Seconds that a RIFF WAVE header promises; 0 for other files and where it promises nothing. */
  static double wavSeconds(byte[] file) {
    if (file.length < 12 || !text(file, 0).equals("RIFF") || !text(file, 8).equals("WAVE")) {
      return 0;
    }
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long bytesPerSecond = 0;
    long chunk = 12;
    while (chunk + 8 <= file.length) {
      int at = (int) chunk;
      long size = header.getInt(at + 4) & 0xffff_ffffL;
      if (text(file, at).equals("fmt ") && at + 22 <= file.length) {
        long rate = header.getInt(at + 12) & 0xffff_ffffL;
        bytesPerSecond = rate * (header.getShort(at + 20) & 0xffff);
      } else if (text(file, at).equals("data")) {
        return bytesPerSecond == 0 || size >= UNKNOWN_SIZE ? 0 : (double) size / bytesPerSecond;
      }
      chunk += 8 + size + (size & 1);
    }
    return 0;
  }

  /** Seconds that the Xing or Info tag of an MP3 promises; 0 where there is none. */
  static double mp3Seconds(byte[] file) {
    int start = 0;
    if (file.length > 10 && text(file, 0).startsWith("ID3")) {
      start = 10 + (file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9]);
    }
    int end = Math.min(file.length - 40, start + MP3_SEARCH_BYTES);
    for (int i = Math.max(0, start); i < end; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xe0) == 0xe0) {
        return xingSeconds(file, i);
      }
    }
    return 0;
  }

  /** Walks the pages of an Ogg file; their lengths say where the last one should end. */
  static boolean endsWithinOggPage(byte[] file) {
    int page = 0;
    while (page + 4 <= file.length && text(file, page).equals("OggS")) {
      if (page + 27 > file.length) {
        return true;
      }
      int segments = file[page + 26] & 0xff;
      int body = page + 27 + segments;
      if (body > file.length) {
        return true;
      }
      int length = 0;
      for (int i = 0; i < segments; i++) {
        length += file[page + 27 + i] & 0xff;
      }
      if (body + length > file.length) {
        return true;
      }
      page = body + length;
    }
    return false;
  }

  /** The tag in an MP3's first frame, of MPEG-1, 2 and 2.5. */
  private static double xingSeconds(byte[] file, int frame) {
    int version = file[frame + 1] >> 3 & 3;
    int rateIndex = file[frame + 2] >> 2 & 3;
    if (version == 1 || rateIndex == 3) {
      return 0;
    }
    boolean mpeg1 = version == 3;
    boolean mono = (file[frame + 3] >> 6 & 3) == 3;
    int sideInfo = mpeg1 ? (mono ? 17 : 32) : (mono ? 9 : 17);
    int tag = frame + 4 + sideInfo;
    if (tag + 12 > file.length) {
      return 0;
    }
    boolean tagged = text(file, tag).equals("Xing") || text(file, tag).equals("Info");
    if (!tagged || (file[tag + 7] & 1) == 0) {
      return 0;
    }
    long frames = ByteBuffer.wrap(file).getInt(tag + 8) & 0xffff_ffffL;
    int rate = MPEG1_RATES[rateIndex] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
    return (double) frames * (mpeg1 ? 1_152 : 576) / rate;
  }

  private static String text(byte[] file, int at) {
    return new String(file, at, 4, ISO_8859_1);
  }
}
