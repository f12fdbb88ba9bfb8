package org.tonewheel.audio.decode;

import java.util.Arrays;
import org.tonewheel.audio.Pcm;

/** Collects decoded samples as 16-bit PCM, up to a most. */
final class PcmBuffer {
  private final int sampleRate;
  private final double maxSeconds;
  private final long maxSamples;
  private short[] samples;
  private int size;

  PcmBuffer(int sampleRate, DecodeLimits limits) {
    this.sampleRate = sampleRate;
    this.maxSeconds = limits.maxSeconds();
    // leaves room for the growing array's own limit
    this.maxSamples = (long) Math.min(maxSeconds * sampleRate, Integer.MAX_VALUE - 64.0);
    this.samples = new short[(int) Math.min(maxSamples, 30L * sampleRate)];
  }

  int size() {
    return size;
  }

  /**
   * Adds samples in [-1, 1], rounding to the nearest step of 16 bits; louder ones are clipped.
   *
   * @throws AudioRejectedException if a sample is not finite or there are too many
   */
  void add(float[] values, int count) throws AudioRejectedException {
    if ((long) size + count > maxSamples) {
      throw new AudioRejectedException(
          RejectReason.TOO_LONG,
          "more than the allowed " + maxSeconds + " s of sound; shorten it or raise the limit");
    }
    if (size + count > samples.length) {
      samples = Arrays.copyOf(samples, (int) Math.min(maxSamples, 2L * (size + count)));
    }
    for (int i = 0; i < count; i++) {
      float value = values[i];
      if (!Float.isFinite(value)) {
        throw new AudioRejectedException(
            RejectReason.NOT_FINITE,
            "sample near " + (float) (size + i) / sampleRate + " s is " + value);
      }
      samples[size + i] = Pcm.quantised(value);
    }
    size += count;
  }

  short[] toArray() {
    return Arrays.copyOf(samples, size);
  }
}
