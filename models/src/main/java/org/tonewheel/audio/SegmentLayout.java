package org.tonewheel.audio;

/**
 * How a track is cut into segments: segment k (from 0) holds samples {@code k * segmentSamples} to
 * {@code (k + 1) * segmentSamples}, the latter excluded; what follows the last segment is unused.
 *
 * @param segmentSamples length of a segment in samples, positive
 * @param segments most segments to take from a track, positive
 * @param shortTrack what to do with a track that does not fill them all
 */
public record SegmentLayout(int segmentSamples, int segments, ShortTrack shortTrack) {
  private static final float FULL_SCALE = 32_768f;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not positive or all segments together exceed
   *     2<sup>31</sup> - 1 samples
   */
  public SegmentLayout {
    if (segmentSamples <= 0 || segments <= 0) {
      throw new IllegalArgumentException(
          "segmentSamples and segments must be positive, not "
              + segmentSamples
              + " and "
              + segments);
    }
    if ((long) segmentSamples * segments > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          segments + " segments of " + segmentSamples + " samples exceed 2147483647 samples");
    }
  }

  /** Ten segments of 66,000 samples; of a shorter track, as many as it fills. */
  public static SegmentLayout tenOf66000() {
    return new SegmentLayout(66_000, 10, ShortTrack.SEGMENTS);
  }

  /**
   * Number of segments a track gives, at least 1.
   *
   * @param samples length of the track
   * @throws IllegalArgumentException if the track is empty
   */
  public int count(long samples) {
    if (samples <= 0) {
      throw new IllegalArgumentException("a track of " + samples + " samples has no segments");
    }
    if (shortTrack != ShortTrack.SEGMENTS) {
      return segments;
    }
    return (int) Math.max(1, Math.min(segments, samples / segmentSamples));
  }

  /**
   * One segment's samples.
   *
   * @param pcm the track, mono, 16 bit
   * @param index of the segment, from 0
   * @return {@code segmentSamples} values in [-1, 1), a sample over 32,768 each
   * @throws IndexOutOfBoundsException if the track has no such segment
   */
  public float[] segment(short[] pcm, int index) {
    int count = count(pcm.length);
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "segment " + index + " of a track that gives " + count + " segments");
    }
    float[] values = new float[segmentSamples];
    int from = index * segmentSamples;
    for (int i = 0; i < segmentSamples; i++) {
      int at = from + i;
      if (at >= pcm.length) {
        if (shortTrack != ShortTrack.REPEAT) {
          break;
        }
        at %= pcm.length;
      }
      values[i] = pcm[at] / FULL_SCALE;
    }
    return values;
  }

  /**
   * What of a track may be looked at as a whole: the samples that all segments together reach, or
   * all that there are; of a track shorter than a segment, that segment.
   *
   * @param pcm the track, mono, 16 bit, not empty
   * @return values in [-1, 1), a sample over 32,768 each
   */
  public float[] signal(short[] pcm) {
    if (pcm.length < segmentSamples) {
      return segment(pcm, 0);
    }
    float[] values = new float[Math.min(pcm.length, segments * segmentSamples)];
    for (int i = 0; i < values.length; i++) {
      values[i] = pcm[i] / FULL_SCALE;
    }
    return values;
  }
}
