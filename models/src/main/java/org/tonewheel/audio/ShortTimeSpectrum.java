package org.tonewheel.audio;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The windowed Fourier transform of a few frames at a time, as magnitudes and powers. What is
 * summed over bins is summed for these frames side by side: each sum is a chain of additions that
 * wait for one another, and four chains take the time of one.
 *
 * <p>The transform is in double precision; its values, and what comes after, are rounded to single
 * precision where librosa's are, magnitudes by NumPy's formula for complex numbers.
 */
final class ShortTimeSpectrum {
  /** Frames that are there at a time. */
  static final int FRAMES_AT_ONCE = 4;

  private final int nFft;
  private final int hopLength;
  private final int lead;
  private final double[] window;
  private final DoubleFFT_1D fft;
  private final double[] buffer;
  private final float[] real;
  private final float[] imaginary;
  private final float[][] magnitudes;
  private final float[][] powers;

  ShortTimeSpectrum(FrameFeatureSettings settings) {
    nFft = settings.nFft();
    hopLength = settings.hopLength();
    lead = settings.center() ? nFft / 2 : 0;
    fft = new DoubleFFT_1D(nFft);
    buffer = new double[nFft];
    real = new float[nFft / 2 + 1];
    imaginary = new float[nFft / 2 + 1];
    magnitudes = new float[FRAMES_AT_ONCE][nFft / 2 + 1];
    powers = new float[FRAMES_AT_ONCE][nFft / 2 + 1];
    window = new double[nFft];
    for (int i = 0; i < nFft; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / nFft);
    }
  }

  int frames(int samples) {
    long padded = samples + 2L * lead;
    return (int) (1 + Math.max(0, padded - nFft) / hopLength);
  }

  /** Computes frames {@code first} to {@code first + count - 1} of the samples. */
  void compute(float[] samples, int first, int count) {
    for (int i = 0; i < count; i++) {
      fill(samples, (long) (first + i) * hopLength - lead);
      fft.realForward(buffer);
      unpack();
      measure(real, imaginary, magnitudes[i], powers[i]);
    }
  }

  /** |X| of bins 0 to nFft / 2 of a frame, 0 being the first that was computed. */
  float[] magnitude(int frame) {
    return magnitudes[frame];
  }

  /** |X|² of the same bins. */
  float[] power(int frame) {
    return powers[frame];
  }

  private void unpack() {
    // JTransforms packs the real last bin into the place of bin 0's imaginary part
    int last = nFft / 2;
    for (int bin = 0; bin < last; bin++) {
      real[bin] = (float) buffer[2 * bin];
      imaginary[bin] = (float) buffer[2 * bin + 1];
    }
    real[last] = imaginary[0];
    imaginary[0] = 0;
  }

  private void fill(float[] samples, long start) {
    int first = (int) Math.max(0, -start);
    int end = (int) Math.max(first, Math.min(nFft, samples.length - start));
    int shift = (int) start;
    Arrays.fill(buffer, 0, Math.min(first, nFft), 0);
    for (int i = first; i < end; i++) {
      buffer[i] = samples[shift + i] * window[i];
    }
    Arrays.fill(buffer, Math.min(end, nFft), nFft, 0);
  }

  /**
   * NumPy's formula; plain arrays and no branch, so that the virtual machine takes many at once.
   */
  private static void measure(float[] real, float[] imaginary, float[] magnitude, float[] power) {
    for (int bin = 0; bin < magnitude.length; bin++) {
      float a = Math.abs(real[bin]);
      float b = Math.abs(imaginary[bin]);
      float larger = Math.max(a, b);
      // the smallest number stands for 0, and gives 0 / 0 the value 0
      float ratio = Math.min(a, b) / Math.max(larger, Float.MIN_VALUE);
      float length = larger * (float) Math.sqrt(Math.fma(ratio, ratio, 1f));
      magnitude[bin] = length;
      power[bin] = length * length;
    }
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
