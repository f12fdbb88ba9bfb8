package org.tonewheel.audio.fingerprint;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/** The energy of one frame at a time in bands whose width grows with their frequency. */
final class BandSpectrum {
  /** One more than there are bits in a word: a bit compares two neighbours. */
  static final int BANDS = Integer.SIZE + 1;

  /** Where speech and music have most of what every codec keeps. */
  private static final double LOWEST_HZ = 300;

  private static final double HIGHEST_HZ = 3_000;

  /** Of the rate: above it resamplers fall off. */
  private static final double HIGHEST_SHARE = 0.45;

  private final double[] window;
  private final DoubleFFT_1D fft;
  private final double[] buffer;
  private final double[] edges;

  /**
   * Frames of this many samples.
   *
   * @param sampleRate Hz
   */
  BandSpectrum(int sampleRate, int windowLength) {
    window = new double[windowLength];
    for (int i = 0; i < windowLength; i++) {
      // of samples between -1 and 1
      window[i] = (0.5 - 0.5 * Math.cos(2 * Math.PI * i / windowLength)) / (1 << 15);
    }
    int size = Integer.highestOneBit(2 * windowLength - 1);
    fft = new DoubleFFT_1D(size);
    buffer = new double[size];
    double highest = Math.min(HIGHEST_HZ, HIGHEST_SHARE * sampleRate);
    edges = new double[BANDS + 1]; // in bins, whose middles are whole numbers
    for (int i = 0; i <= BANDS; i++) {
      double frequency = LOWEST_HZ * Math.pow(highest / LOWEST_HZ, (double) i / BANDS);
      edges[i] = frequency * size / sampleRate + 0.5;
    }
  }

  int windowLength() {
    return window.length;
  }

  /** Fills {@code energies} with those of the frame that starts here; beyond the end is silence. */
  void compute(short[] pcm, int start, double[] energies) {
    int whole = Math.min(window.length, pcm.length - start);
    for (int i = 0; i < whole; i++) {
      buffer[i] = pcm[start + i] * window[i];
    }
    Arrays.fill(buffer, whole, buffer.length, 0);
    fft.realForward(buffer);
    int bin = (int) edges[0];
    double power = power(bin);
    double from = edges[0];
    for (int band = 0; band < BANDS; band++) {
      double energy = 0;
      double end = edges[band + 1];
      while (bin + 1 <= end) { // the bin ends in this band
        energy += power * (bin + 1 - from);
        bin++;
        from = bin;
        power = power(bin);
      }
      energy += power * (end - from);
      from = end;
      energies[band] = energy;
    }
  }

  private double power(int bin) {
    double re = buffer[2 * bin];
    double im = buffer[2 * bin + 1];
    return re * re + im * im;
  }
}
