package org.tonewheel.audio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Mel-frequency cepstral coefficients: the orthonormal DCT-II of the power spectrum in 128 {@link
 * MelBands}, in decibels. Equals {@code librosa.feature.mfcc}.
 */
final class MelCepstrum implements FeatureFamily {
  static final int MEL_BANDS = 128;

  private final int coefficients;
  private final MelBands bands;
  private final double[][] cosines;
  private int frames;
  private double[] decibels = new double[0];
  private final float[] sums = new float[ShortTimeSpectrum.FRAMES_AT_ONCE * MEL_BANDS];

  MelCepstrum(FrameFeatureSettings settings) {
    coefficients = settings.mfcc();
    bands = new MelBands(settings.sampleRate(), settings.nFft(), MEL_BANDS);
    cosines = cosines(coefficients);
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
  public void accept(int first, int count, ShortTimeSpectrum spectrum) {
    bands.sum(spectrum, sums, 0);
    for (int i = 0; i < count * MEL_BANDS; i++) {
      decibels[first * MEL_BANDS + i] = Decibels.of((double) sums[i]);
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
      int k = 1;
      for (; k + 3 < coefficients; k += 4) {
        weighFour(k, from, out, to + k);
      }
      for (; k < coefficients; k++) {
        double sum = 0;
        for (int band = 0; band < MEL_BANDS; band++) {
          sum += cosines[k][band] * decibels[from + band];
        }
        out[to + k] = (float) sum;
      }
    }
  }

  /** Four coefficients side by side keep the processor from waiting for each sum. */
  private void weighFour(int k, int from, float[] out, int to) {
    double[] a = cosines[k];
    double[] b = cosines[k + 1];
    double[] c = cosines[k + 2];
    double[] d = cosines[k + 3];
    double sumA = 0;
    double sumB = 0;
    double sumC = 0;
    double sumD = 0;
    for (int band = 0; band < MEL_BANDS; band++) {
      double value = decibels[from + band];
      sumA += a[band] * value;
      sumB += b[band] * value;
      sumC += c[band] * value;
      sumD += d[band] * value;
    }
    out[to] = (float) sumA;
    out[to + 1] = (float) sumB;
    out[to + 2] = (float) sumC;
    out[to + 3] = (float) sumD;
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
}
