package org.tonewheel.audio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Spectral contrast: per octave band, the mean of the strongest 2% of magnitudes against the mean
 * of the weakest 2%, in decibels (D.-N. Jiang et al., "Music type classification by spectral
 * contrast feature", ICME 2002). Equals {@code librosa.feature.spectral_contrast}.
 */
final class SpectralContrast implements FeatureFamily {
  private static final double LOWEST_EDGE_HZ = 200;
  private static final double QUANTILE = 0.02;

  /** Bins {@code first} to {@code end} - 1, of which {@code picked} at either extreme count. */
  private record Band(int first, int end, int picked) {}

  private final Band[] bands;
  private final BandExtremes[] extremes;
  private int frames;
  private double[] peaks = new double[0];
  private double[] valleys = new double[0];

  SpectralContrast(FrameFeatureSettings settings) {
    bands = bands(settings.sampleRate(), settings.nFft(), settings.contrastBands());
    extremes = new BandExtremes[bands.length];
    for (int i = 0; i < bands.length; i++) {
      extremes[i] = new BandExtremes(bands[i].first(), bands[i].end(), bands[i].picked());
    }
  }

  /**
   * Checks that every band can be filled.
   *
   * @throws IllegalArgumentException if a band begins at half the sample rate or above, or holds no
   *     bin of the transform
   */
  static void checkBands(int sampleRate, int nFft, int contrastBands) {
    bands(sampleRate, nFft, contrastBands);
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, bands.length).mapToObj(i -> "contrast_" + i).toList();
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    if (peaks.length < frames * bands.length) {
      peaks = new double[frames * bands.length];
      valleys = new double[frames * bands.length];
    }
  }

  @Override
  public void accept(int first, int count, ShortTimeSpectrum spectrum) {
    for (int frame = 0; frame < count; frame++) {
      float[] magnitude = spectrum.magnitude(frame);
      for (int i = 0; i < bands.length; i++) {
        int at = (first + frame) * bands.length + i;
        extremes[i].find(magnitude);
        peaks[at] = Decibels.of((double) extremes[i].meanOfLargest());
        valleys[at] = Decibels.of((double) extremes[i].meanOfSmallest());
      }
    }
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    Decibels.limitRange(peaks, frames * bands.length);
    Decibels.limitRange(valleys, frames * bands.length);
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < bands.length; i++) {
        int at = frame * bands.length + i;
        out[frame * stride + offset + i] = (float) (peaks[at] - valleys[at]);
      }
    }
  }

  private static Band[] bands(int sampleRate, int nFft, int count) {
    double[] frequencies = ShortTimeSpectrum.binFrequencies(sampleRate, nFft);
    Band[] bands = new Band[count + 1];
    double low = 0;
    double high = LOWEST_EDGE_HZ;
    for (int k = 0; k <= count; k++) {
      if (low >= 0.5 * sampleRate) {
        throw new IllegalArgumentException(
            "contrastBands "
                + count
                + " is too many: band "
                + (k + 1)
                + " would begin at "
                + low
                + " Hz, at or above half the sampleRate "
                + sampleRate);
      }
      bands[k] = band(frequencies, low, high, k, k == count);
      if (bands[k].end() <= bands[k].first()) {
        throw new IllegalArgumentException(
            "nFft "
                + nFft
                + " is too short for contrastBands: no bin falls between "
                + low
                + " and "
                + high
                + " Hz; use a longer transform");
      }
      low = high;
      high *= 2;
    }
    return bands;
  }

  private static Band band(double[] frequencies, double low, double high, int k, boolean last) {
    int first = 0;
    while (first < frequencies.length && frequencies[first] < low) {
      first++;
    }
    int end = first;
    while (end < frequencies.length && frequencies[end] <= high) {
      end++;
    }
    if (end == first) {
      return new Band(first, first, 1);
    }
    // a band takes in the bin below its edge and leaves its own topmost to the next; the count the
    // quantile is taken of still includes that topmost
    if (k > 0) {
      first--;
    }
    if (last) {
      end = frequencies.length;
    }
    int picked = (int) Math.max(1, Math.rint(QUANTILE * (end - first)));
    int kept = last ? end : end - 1;
    return new Band(first, kept, Math.min(picked, kept - first));
  }
}
