package org.tonewheel.audio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Mel-frequency cepstral coefficients: the orthonormal DCT-II of the power spectrum in 128 mel
 * bands, in decibels. Bands are triangles on Slaney's scale (linear to 1 kHz, then logarithmic), of
 * equal area. Equals {@code librosa.feature.mfcc}.
 */
final class MelCepstrum implements FeatureFamily {
  static final int MEL_BANDS = 128;

  private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;
  private static final double LOG_FROM_HZ = 1_000;
  private static final double LOG_FROM_MEL = LOG_FROM_HZ / LINEAR_HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private final int coefficients;
  // a band's triangle touches few bins: only those are kept
  private final int[] firstBin = new int[MEL_BANDS];
  private final float[][] weights = new float[MEL_BANDS][];
  private final double[][] cosines;
  private int frames;
  private double[] decibels = new double[0];

  MelCepstrum(FrameFeatureSettings settings) {
    coefficients = settings.mfcc();
    cosines = cosines(coefficients);
    double[] edges = edges(settings.sampleRate() / 2.0);
    double[] frequencies = ShortTimeSpectrum.binFrequencies(settings.sampleRate(), settings.nFft());
    for (int band = 0; band < MEL_BANDS; band++) {
      fillBand(band, edges, frequencies);
    }
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, coefficients).mapToObj(i -> "mfcc_" + i).toList();
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    if (decibels.length < frames * MEL_BANDS) {
      decibels = new double[frames * MEL_BANDS];
    }
  }

  @Override
  public void accept(int frame, double[] magnitude, double[] power) {
    for (int band = 0; band < MEL_BANDS; band++) {
      float[] triangle = weights[band];
      int first = firstBin[band];
      double sum = 0;
      for (int i = 0; i < triangle.length; i++) {
        sum += triangle[i] * power[first + i];
      }
      decibels[frame * MEL_BANDS + band] = Decibels.of(sum);
    }
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    Decibels.limitRange(decibels, frames * MEL_BANDS);
    for (int frame = 0; frame < frames; frame++) {
      int from = frame * MEL_BANDS;
      // the rows after the first sum to zero: taking one value off every band changes nothing but
      // makes a flat spectrum give exact zeros
      double base = decibels[from];
      double total = 0;
      for (int band = 0; band < MEL_BANDS; band++) {
        total += decibels[from + band];
        decibels[from + band] -= base;
      }
      int to = frame * stride + offset;
      out[to] = (float) (total * Math.sqrt(1.0 / MEL_BANDS));
      for (int k = 1; k < coefficients; k++) {
        double[] row = cosines[k];
        double sum = 0;
        for (int band = 0; band < MEL_BANDS; band++) {
          sum += row[band] * decibels[from + band];
        }
        out[to + k] = (float) sum;
      }
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
    weights[band] = new float[end - first];
    for (int bin = first; bin < end; bin++) {
      double rise = (frequencies[bin] - low) / (middle - low);
      double fall = (high - frequencies[bin]) / (high - middle);
      weights[band][bin - first] = (float) ((float) Math.max(0, Math.min(rise, fall)) * area);
    }
  }

  private static double[][] cosines(int coefficients) {
    double[][] rows = new double[coefficients][MEL_BANDS];
    for (int k = 1; k < coefficients; k++) {
      for (int band = 0; band < MEL_BANDS; band++) {
        rows[k][band] =
            Math.sqrt(2.0 / MEL_BANDS) * Math.cos(Math.PI * k * (2 * band + 1) / (2.0 * MEL_BANDS));
      }
    }
    return rows;
  }

  private static double[] edges(double highestHz) {
    double highestMel =
        highestHz < LOG_FROM_HZ
            ? highestHz / LINEAR_HZ_PER_MEL
            : LOG_FROM_MEL + Math.log(highestHz / LOG_FROM_HZ) / LOG_STEP;
    double[] edges = new double[MEL_BANDS + 2];
    for (int i = 0; i < edges.length; i++) {
      double mel = highestMel * i / (edges.length - 1);
      edges[i] =
          mel < LOG_FROM_MEL
              ? mel * LINEAR_HZ_PER_MEL
              : LOG_FROM_HZ * Math.exp(LOG_STEP * (mel - LOG_FROM_MEL));
    }
    return edges;
  }
}
