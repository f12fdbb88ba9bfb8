package org.tonewheel.audio;

/**
 * Sums a power spectrum into mel bands: triangles on Slaney's scale (linear to 1 kHz, then
 * logarithmic), evenly spaced in mel from 0 Hz to half the sample rate or over a narrower range, of
 * equal area. Equals {@code librosa.filters.mel} with its defaults, but for {@code fmin} and {@code
 * fmax}.
 */
final class MelBands {
  private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;
  private static final double LOG_FROM_HZ = 1_000;
  private static final double LOG_FROM_MEL = LOG_FROM_HZ / LINEAR_HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  // a band's triangle touches few bins: only those are kept
  private final int[] firstBin;
  private final double[][] weights;

  MelBands(int sampleRate, int nFft, int count) {
    this(sampleRate, nFft, count, MelRange.of(sampleRate));
  }

  MelBands(int sampleRate, int nFft, int count, MelRange range) {
    firstBin = new int[count];
    weights = new double[count][];
    double[] edges = edges(range, count);
    double[] frequencies = ShortTimeSpectrum.binFrequencies(sampleRate, nFft);
    for (int band = 0; band < count; band++) {
      fillBand(band, edges, frequencies);
    }
  }

  /**
   * Checks that every band holds a bin of the transform; one without would be a column of silence.
   *
   * @throws IllegalArgumentException naming the first band that holds none, or if the range reaches
   *     beyond half the sample rate
   */
  static void checkBands(int sampleRate, int nFft, int count, MelRange range) {
    if (range.highestHz() > sampleRate / 2.0) {
      throw new IllegalArgumentException(
          "mel bands reach up to "
              + range.highestHz()
              + " Hz, and the sample rate of "
              + sampleRate
              + " Hz holds frequencies up to half of it");
    }
    MelBands bands = new MelBands(sampleRate, nFft, count, range);
    for (int band = 0; band < count; band++) {
      if (bands.weights[band].length == 0) {
        throw new IllegalArgumentException(
            "nFft "
                + nFft
                + " is too short for mel "
                + count
                + ": no bin falls into band "
                + (band + 1)
                + "; use a longer transform or fewer bands");
      }
    }
  }

  int count() {
    return weights.length;
  }

  /**
   * Sums each frame's power into {@code out[offset]} and following, all bands of a frame after
   * those of the frame before.
   */
  void sum(ShortTimeSpectrum spectrum, float[] out, int offset) {
    float[] a = spectrum.power(0);
    float[] b = spectrum.power(1);
    float[] c = spectrum.power(2);
    float[] d = spectrum.power(3);
    int count = weights.length;
    for (int band = 0; band < count; band++) {
      double[] triangle = weights[band];
      int first = firstBin[band];
      double sumA = 0;
      double sumB = 0;
      double sumC = 0;
      double sumD = 0;
      for (int i = 0; i < triangle.length; i++) {
        double weight = triangle[i];
        sumA += weight * a[first + i];
        sumB += weight * b[first + i];
        sumC += weight * c[first + i];
        sumD += weight * d[first + i];
      }
      out[offset + band] = (float) sumA;
      out[offset + count + band] = (float) sumB;
      out[offset + 2 * count + band] = (float) sumC;
      out[offset + 3 * count + band] = (float) sumD;
    }
  }

  private void fillBand(int band, double[] edges, double[] frequencies) {
    double low = edges[band];
    double middle = edges[band + 1];
    double high = edges[band + 2];
    double area = 2 / (high - low);
    int first = 0;
    while (first < frequencies.length && frequencies[first] <= low) {
      first++;
    }
    int end = first;
    while (end < frequencies.length && frequencies[end] < high) {
      end++;
    }
    firstBin[band] = first;
    weights[band] = new double[end - first];
    for (int bin = first; bin < end; bin++) {
      double rise = (frequencies[bin] - low) / (middle - low);
      double fall = (high - frequencies[bin]) / (high - middle);
      weights[band][bin - first] = (float) ((float) Math.max(0, Math.min(rise, fall)) * area);
    }
  }

  private static double[] edges(MelRange range, int count) {
    double lowest = mel(range.lowestHz());
    double span = mel(range.highestHz()) - lowest;
    double[] edges = new double[count + 2];
    for (int i = 0; i < edges.length; i++) {
      double mel = lowest + span * i / (edges.length - 1);
      edges[i] =
          mel < LOG_FROM_MEL
              ? mel * LINEAR_HZ_PER_MEL
              : LOG_FROM_HZ * Math.exp(LOG_STEP * (mel - LOG_FROM_MEL));
    }
    return edges;
  }

  private static double mel(double hertz) {
    return hertz < LOG_FROM_HZ
        ? hertz / LINEAR_HZ_PER_MEL
        : LOG_FROM_MEL + Math.log(hertz / LOG_FROM_HZ) / LOG_STEP;
  }
}
