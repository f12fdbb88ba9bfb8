package org.tonewheel.audio.decode;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What FFmpeg is given to open other files and addresses with: it opens none. The lists of formats
 * and protocols keep playlists out already; a reference inside a format that is read, such as an
 * external track of an M4A, would still come here.
 */
final class NoOtherFile
    extends AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
  /** One for all threads: JavaCPP gives a class of callbacks a handful of native slots. */
  static final NoOtherFile REFUSAL = new NoOtherFile();

  private static final int NOT_PERMITTED = avutil.AVERROR_EXTERNAL();

  private NoOtherFile() {}

  @Override
  @SuppressWarnings("rawtypes") // as the binding has it
  public int call(
      AVFormatContext container,
      PointerPointer opened,
      BytePointer address,
      int flags,
      PointerPointer options) {
    return NOT_PERMITTED;
  }
}
