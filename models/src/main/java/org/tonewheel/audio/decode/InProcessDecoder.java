package org.tonewheel.audio.decode;

import org.tonewheel.audio.Native;

/**
 * Decodes in this process, through FFmpeg's libraries. The result equals FFmpeg's own resampling; a
 * mono file of 16 bits at the wanted rate comes back bit for bit. Channels are mixed with FFmpeg's
 * weights, brought to a sum of one: stereo to its mean, 5.1 to 0.207 of each front, 0.293 of the
 * centre, 0.146 of each surround and nothing of the low channel. What exceeds full scale is
 * clipped.
 *
 * <p>The time limit is looked at whenever FFmpeg reads or seeks, and between packets and frames: a
 * loop within a single packet is the one thing that it cannot end. Thread-safe: nothing is kept
 * between calls. Native memory is freed before a call returns.
 */
public final class InProcessDecoder implements AudioDecoder {
  private final int sampleRate;
  private final DecodeLimits limits;

  /**
   * A decoder to one rate.
   *
   * @param sampleRate of the result, in Hz, positive
   * @param limits what a file may hold at most
   */
  public InProcessDecoder(int sampleRate, DecodeLimits limits) {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sampleRate must be positive, not " + sampleRate);
    }
    this.sampleRate = sampleRate;
    this.limits = limits;
  }

  @Override
  public DecodedAudio decode(byte[] file) throws AudioRejectedException {
    limits.checkSize(file.length);
    CompressedTags.check(file);
    Native.silence();
    Deadline deadline = Deadline.in(limits.maxDecodeSeconds());
    PcmBuffer pcm = new PcmBuffer(sampleRate, limits);
    try (MemoryInput input = new MemoryInput(file, deadline);
        AudioStream stream = new AudioStream(input, file, limits, deadline);
        MonoResampler resampler = new MonoResampler(sampleRate, limits, pcm)) {
      stream.decode(resampler);
      PromisedLength.check(file, stream.source(), (double) pcm.size() / sampleRate);
      stream.checkErrors();
      if (pcm.size() == 0) {
        throw new AudioRejectedException(
            RejectReason.NO_SAMPLES, "the file is well formed but holds no sound");
      }
      return new DecodedAudio(
          pcm.toArray(), sampleRate, stream.sampleRate(), stream.channels(), stream.codec());
    }
  }

  /** Nothing is kept. */
  @Override
  public void close() {}
}
