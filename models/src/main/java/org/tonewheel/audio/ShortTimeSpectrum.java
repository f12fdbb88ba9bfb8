package org.tonewheel.audio;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The windowed Fourier transform of one frame at a time, as magnitudes and powers.
 *
 * <p>The transform is in double precision; its values, and what comes after, are rounded to single
 * precision where librosa's are, magnitudes by NumPy's formula for complex numbers.
 */
final class ShortTimeSpectrum {
  private final int nFft;
  private final int hopLength;
  private final int lead;
  private final double[] window;
  private final DoubleFFT_1D fft;
  private final double[] buffer;
  private final float[] magnitude;
  private final float[] power;

  ShortTimeSpectrum(FrameFeatureSettings settings) {
    nFft = settings.nFft();
    hopLength = settings.hopLength();
    lead = settings.center() ? nFft / 2 : 0;
    fft = new DoubleFFT_1D(nFft);
    buffer = new double[nFft];
    magnitude = new float[nFft / 2 + 1];
    power = new float[nFft / 2 + 1];
    window = new double[nFft];
    for (int i = 0; i < nFft; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / nFft);
    }
  }

  int frames(int samples) {
    long padded = samples + 2L * lead;
    return (int) (1 + Math.max(0, padded - nFft) / hopLength);
  }

  /** Fills {@link #magnitude()} and {@link #power()} with frame {@code frame} of the samples. */
  void compute(float[] samples, int frame) {
    long start = (long) frame * hopLength - lead;
    for (int i = 0; i < nFft; i++) {
      long at = start + i;
      buffer[i] = at >= 0 && at < samples.length ? samples[(int) at] * window[i] : 0;
    }
    fft.realForward(buffer);
    // JTransforms packs the real last bin into the place of bin 0's imaginary part
    int last = nFft / 2;
    set(0, buffer[0], 0);
    set(last, buffer[1], 0);
    for (int bin = 1; bin < last; bin++) {
      set(bin, buffer[2 * bin], buffer[2 * bin + 1]);
    }
  }

  float[] magnitude() {
    return magnitude;
  }

  float[] power() {
    return power;
  }

  private void set(int bin, double re, double im) {
    float a = Math.abs((float) re);
    float b = Math.abs((float) im);
    float larger = Math.max(a, b);
    float ratio = larger == 0 ? 0 : Math.min(a, b) / larger;
    float length = larger * (float) Math.sqrt(Math.fma(ratio, ratio, 1f));
    magnitude[bin] = length;
    power[bin] = length * length;
  }

  /** Centre frequencies of the bins 0 to nFft / 2, in Hz. */
  static double[] binFrequencies(int sampleRate, int nFft) {
    // this order of division rounds as NumPy's does, which decides bins that lie on a band's edge
    double step = 1.0 / (nFft * (1.0 / sampleRate));
    double[] frequencies = new double[nFft / 2 + 1];
    for (int bin = 0; bin < frequencies.length; bin++) {
      frequencies[bin] = bin * step;
    }
    return frequencies;
  }
}
