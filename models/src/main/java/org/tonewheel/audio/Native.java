package org.tonewheel.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import org.bytedeco.javacpp.Pointer;

/**
 * FFmpeg's memory and messages.
 *
 * <p>Native memory is taken from FFmpeg's allocator, not JavaCPP's: the latter refuses once the
 * whole process exceeds a limit made from the heap's size, which memory-mapped training sets and
 * other native libraries would count towards.
 */
public final class Native {
  private static final int MESSAGE_BYTES = 256;

  /** No index, packet or picture of an audio file that is meant well is as large. */
  private static final long LARGEST_BLOCK_BYTES = 128L << 20;

  static {
    // FFmpeg writes to stderr by itself, where the caller's log goes; what matters is returned
    av_log_set_level(AV_LOG_QUIET);
    // a few bytes of M4A can promise an index, and a few kilobytes a header, of two gigabytes
    av_max_alloc(LARGEST_BLOCK_BYTES);
  }

  private Native() {}

  /** Keeps FFmpeg from writing to stderr, once and for the whole process. */
  public static void silence() {
    // done by loading this class
  }

  /**
   * Takes memory that {@code av_free} gives back.
   *
   * @throws OutOfMemoryError if there is none
   */
  public static Pointer allocate(long bytes) {
    Pointer pointer = av_malloc(bytes);
    if (pointer == null) {
      throw new OutOfMemoryError("no native memory for " + bytes + " bytes");
    }
    return pointer;
  }

  /**
   * Takes memory for a file's bytes, which may be larger than any block that FFmpeg takes by
   * itself.
   *
   * @throws OutOfMemoryError if there is none
   */
  public static Pointer allocateFile(long bytes) {
    Pointer pointer = Pointer.malloc(bytes);
    if (pointer == null) {
      throw new OutOfMemoryError("no native memory for a file of " + bytes + " bytes");
    }
    return pointer;
  }

  /** Gives back a file's memory. */
  public static void freeFile(Pointer file) {
    Pointer.free(file);
  }

  /** FFmpeg's words for a status below zero. */
  public static String error(int status) {
    byte[] message = new byte[MESSAGE_BYTES];
    av_strerror(status, message, message.length);
    int length = 0;
    while (length < message.length && message[length] != 0) {
      length++;
    }
    return new String(message, 0, length, UTF_8);
  }
}
