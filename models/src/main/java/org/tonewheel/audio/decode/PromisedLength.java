package org.tonewheel.audio.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * How long a file's own header says it is. A file cut off on its way decodes without any error, so
 * the header is the only witness.
 *
 * <p>A track counts as truncated when it is shorter than promised by more than 2% and by more than
 * 0.3 s: encoders' padding and rounding stay below that. A WAV that was streamed (no size in its
 * header), an MP3 without a Xing or Info tag, and an Ogg cut between two pages promise nothing.
 */
final class PromisedLength {
  private static final double SHARE_MISSING = 0.02;
  private static final double SECONDS_MISSING = 0.3;

  private PromisedLength() {}

  /**
   * Compares what was decoded with what was promised.
   *
   * @throws AudioRejectedException if the sound is clearly shorter
   */
  static void check(byte[] file, AVStream stream, double decodedSeconds)
      throws AudioRejectedException {
    if (HeaderBytes.endsWithinOggPage(file)) {
      throw new AudioRejectedException(
          RejectReason.TRUNCATED, "the file ends within a page of Ogg; fetch it again");
    }
    double promised = seconds(file, stream);
    double missing = promised - decodedSeconds;
    if (missing > SECONDS_MISSING && missing > SHARE_MISSING * promised) {
      throw new AudioRejectedException(
          RejectReason.TRUNCATED,
          String.format(
              Locale.ROOT,
              "its header promises %.2f s but only %.2f s are there; fetch it again",
              promised,
              decodedSeconds));
    }
  }

  /** Promised seconds; 0 where nothing is promised. */
  private static double seconds(byte[] file, AVStream stream) {
    // where a count does not fit the file's size, which is the very case, FFmpeg goes by the size
    double wav = HeaderBytes.wavSeconds(file);
    if (wav > 0) {
      return wav;
    }
    if (stream.codecpar().codec_id() == AV_CODEC_ID_MP3) {
      return HeaderBytes.mp3Seconds(file);
    }
    long duration = stream.duration();
    if (duration == AV_NOPTS_VALUE || duration <= 0) {
      return 0;
    }
    return (double) duration * stream.time_base().num() / stream.time_base().den();
  }
}
