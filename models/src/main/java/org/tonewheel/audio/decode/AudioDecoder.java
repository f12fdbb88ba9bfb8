package org.tonewheel.audio.decode;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.tonewheel.audio.Native;

/**
 * Decodes an audio file to mono, 16 bit, at one sample rate.
 *
 * <p>Read are WAV, W64, AIFF, AU, MP3, Ogg (Vorbis, Opus, FLAC), FLAC, M4A and raw AAC, through
 * FFmpeg's libraries, from memory alone: no format that names other files is opened, and no
 * protocol is. The result equals FFmpeg's own resampling; a mono file of 16 bits at the wanted rate
 * comes back bit for bit. Channels are mixed to their mean; what exceeds full scale is clipped.
 *
 * <p>Thread-safe: nothing is kept between calls. Native memory is freed before a call returns.
 */
public final class AudioDecoder {
  private final int sampleRate;
  private final DecodeLimits limits;

  /**
   * A decoder to one rate.
   *
   * @param sampleRate of the result, in Hz, positive
   * @param limits what a file may hold at most
   */
  public AudioDecoder(int sampleRate, DecodeLimits limits) {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sampleRate must be positive, not " + sampleRate);
    }
    this.sampleRate = sampleRate;
    this.limits = limits;
  }

  /**
   * Decodes one file's bytes.
   *
   * @throws AudioRejectedException if they cannot be used as audio, with the reason
   */
  public DecodedAudio decode(byte[] file) throws AudioRejectedException {
    if (file.length == 0) {
      throw new AudioRejectedException(RejectReason.EMPTY_FILE, "the file is empty");
    }
    if (file.length > limits.maxBytes()) {
      throw new AudioRejectedException(
          RejectReason.TOO_LARGE,
          "the file has "
              + file.length
              + " bytes, more than the allowed "
              + limits.maxBytes()
              + "; shorten it or raise the limit");
    }
    Native.silence();
    PcmBuffer pcm = new PcmBuffer(sampleRate, limits);
    try (MemoryInput input = new MemoryInput(file);
        AudioStream stream = new AudioStream(input, file);
        MonoResampler resampler = new MonoResampler(sampleRate, pcm)) {
      stream.decode(resampler);
      AVStream source = stream.source();
      PromisedLength.check(file, source, (double) pcm.size() / sampleRate);
      stream.checkErrors();
      if (pcm.size() == 0) {
        throw new AudioRejectedException(
            RejectReason.NO_SAMPLES, "the file is well formed but holds no sound");
      }
      return new DecodedAudio(
          pcm.toArray(), sampleRate, stream.sampleRate(), stream.channels(), stream.codec());
    }
  }
}
