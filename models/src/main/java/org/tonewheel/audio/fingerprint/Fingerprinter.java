package org.tonewheel.audio.fingerprint;

/**
 * Makes the fingerprint of a recording: a word of 32 bits every 46 ms. A bit says whether the
 * difference in level between two neighbouring bands has grown or fallen since 279 ms before, so
 * neither gain nor a slowly changing equaliser matters, and of noise and codecs only what turns
 * such a difference round. After J. Haitsma and T. Kalker, <i>A Highly Robust Audio Fingerprinting
 * System</i>, ISMIR 2002; differing from it in that levels are logarithms of energies summed over
 * six short frames, which takes a quarter of the transforms at a quarter of their size.
 *
 * <p>A word of a silent stretch is {@link #SILENCE}, which no comparison counts. Memory beside the
 * result is that of a dozen frames. Not thread-safe.
 */
public final class Fingerprinter {
  /** A word without information: no bit of it is set. */
  public static final int SILENCE = 0;

  /** Seconds from one word to the next, but for the rounding to whole samples. */
  private static final double STEP_SECONDS = 1024 / 22_050.0;

  /** Frames that a level is summed over. */
  private static final int SUMMED = 6;

  /** Frames between the levels that are compared. */
  private static final int LAG = 6;

  /**
   * Of a band over {@link #SUMMED} frames: about that of the rounding to 16 bits, so that a
   * recording's silence has no fingerprint of its own.
   */
  private static final double FLOOR = 6e-5;

  private final int hopLength;
  private final int sampleRate;
  private final BandSpectrum spectrum;

  /**
   * For recordings of one rate. Fingerprints of different rates may be compared.
   *
   * @param sampleRate Hz, at least 4,000
   */
  public Fingerprinter(int sampleRate) {
    if (sampleRate < 4_000) {
      throw new IllegalArgumentException("sampleRate must be at least 4000, not " + sampleRate);
    }
    this.sampleRate = sampleRate;
    hopLength = (int) Math.round(STEP_SECONDS * sampleRate);
    spectrum = new BandSpectrum(sampleRate, 2 * hopLength);
  }

  /** Seconds from one word to the next. */
  public double stepSeconds() {
    return (double) hopLength / sampleRate;
  }

  /**
   * The words of a recording; none if it is shorter than 0.6 s.
   *
   * @param pcm mono samples
   */
  public int[] words(short[] pcm) {
    int frames =
        pcm.length < spectrum.windowLength()
            ? 0
            : 1 + (pcm.length - spectrum.windowLength()) / hopLength;
    int first = SUMMED - 1 + LAG;
    int[] words = new int[Math.max(0, frames - first)];
    double[][] energies = new double[SUMMED][BandSpectrum.BANDS];
    double[][] levels = new double[LAG + 1][BandSpectrum.BANDS];
    for (int frame = 0; frame < frames; frame++) {
      spectrum.compute(pcm, frame * hopLength, energies[frame % SUMMED]);
      double[] level = levels[frame % (LAG + 1)];
      level(energies, level);
      if (frame >= first) {
        words[frame - first] = word(level, levels[(frame + 1) % (LAG + 1)]);
      }
    }
    return words;
  }

  private static void level(double[][] energies, double[] level) {
    for (int band = 0; band < level.length; band++) {
      double sum = FLOOR;
      for (double[] frame : energies) {
        sum += frame[band];
      }
      level[band] = Math.log(sum);
    }
  }

  private static int word(double[] now, double[] before) {
    int word = 0;
    for (int band = 0; band < Integer.SIZE; band++) {
      double change = now[band] - now[band + 1] - (before[band] - before[band + 1]);
      word |= change > 0 ? 1 << band : 0;
    }
    return word;
  }
}
