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
  private final float[] extremes;
  private int frames;
  private double[] peaks = new double[0];
  private double[] valleys = new double[0];

  SpectralContrast(FrameFeatureSettings settings) {
    bands = bands(settings.sampleRate(), settings.nFft(), settings.contrastBands());
    int most = 0;
    for (Band band : bands) {
      most = Math.max(most, band.picked());
    }
    extremes = new float[most];
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
  public void accept(int frame, float[] magnitude, float[] power) {
    for (int i = 0; i < bands.length; i++) {
      int at = frame * bands.length + i;
      peaks[at] = Decibels.of((double) -meanOfSmallest(magnitude, bands[i], -1));
      valleys[at] = Decibels.of((double) meanOfSmallest(magnitude, bands[i], 1));
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

  /** Mean of the band's smallest values times sign; a sorted handful spares sorting the band. */
  private float meanOfSmallest(float[] values, Band band, float sign) {
    int picked = Math.min(band.picked(), band.end() - band.first());
    int held = 0;
    for (int bin = band.first(); bin < band.end(); bin++) {
      float value = sign * values[bin];
      if (held == picked && value >= extremes[held - 1]) {
        continue;
      }
      int at = held < picked ? held++ : held - 1;
      while (at > 0 && extremes[at - 1] > value) {
        extremes[at] = extremes[at - 1];
        at--;
      }
      extremes[at] = value;
    }
    // librosa adds in single precision, from the smallest magnitude up
    float sum = 0;
    for (int i = 0; i < picked; i++) {
      sum += extremes[sign > 0 ? i : picked - 1 - i];
    }
    return sum / picked;
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
    return new Band(first, last ? end : end - 1, picked);
  }
}
