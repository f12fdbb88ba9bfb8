package org.tonewheel.audio;

import java.util.Arrays;

/**
 * How far a recording's notes lie from A = 440 Hz, in fractions of a pitch class: the fullest of
 * 100 bins over the deviations of its spectral peaks. Peaks are maxima from 150 to 4,000 Hz that
 * exceed a tenth of their frame's largest value, refined by a parabola through three bins; the
 * weaker half of them is left out. Equals {@code librosa.estimate_tuning} on a power spectrum.
 *
 * <p>Which bin is fullest is often decided by one peak, so every step is rounded to single
 * precision where librosa's own arithmetic rounds.
 */
final class TuningEstimator {
  /** Number of steps a tuning can take. */
  static final int STEPS = 100;

  private static final int UNTUNED = STEPS / 2;
  private static final double LOWEST_HZ = 150;
  private static final double HIGHEST_HZ = 4_000;
  private static final float THRESHOLD = 0.1f;
  private static final float A0_HZ = 27.5f;
  private static final double LOG_2 = Math.log(2);

  private final int sampleRate;
  private final int nFft;
  private final int bins;
  private final int classes;
  private final int firstBin;
  private final int endBin;
  private final int[] counts = new int[STEPS];
  private float[] pitches = new float[256];
  private float[] heights = new float[256];
  private int peaks;

  TuningEstimator(int sampleRate, int nFft, int classes) {
    this.sampleRate = sampleRate;
    this.nFft = nFft;
    this.bins = nFft / 2 + 1;
    this.classes = classes;
    double[] frequencies = ShortTimeSpectrum.binFrequencies(sampleRate, nFft);
    double highest = Math.min(HIGHEST_HZ, sampleRate / 2.0);
    int first = 1;
    while (first < bins - 1 && frequencies[first] < LOWEST_HZ) {
      first++;
    }
    int end = first;
    while (end < bins - 1 && frequencies[end] < highest) {
      end++;
    }
    firstBin = first;
    endBin = end;
  }

  /** Deviation in pitch classes that a step stands for, from -0.5 to 0.49. */
  static double tuning(int step) {
    return step * (1.0 / STEPS) - 0.5;
  }

  /**
   * The step of tuning of a recording; where it has no peak, the step of no deviation.
   *
   * @param powers power spectrum, frame-major, nFft / 2 + 1 bins a frame
   */
  int step(float[] powers, int frames) {
    peaks = 0;
    for (int frame = 0; frame < frames; frame++) {
      findPeaks(powers, frame * bins);
    }
    if (peaks == 0) {
      return UNTUNED;
    }
    float median = median();
    Arrays.fill(counts, 0);
    for (int i = 0; i < peaks; i++) {
      if (heights[i] >= median) {
        counts[stepOf(pitches[i])]++;
      }
    }
    int fullest = 0;
    for (int step = 1; step < STEPS; step++) {
      if (counts[step] > counts[fullest]) {
        fullest = step;
      }
    }
    return fullest;
  }

  private void findPeaks(float[] powers, int from) {
    float largest = 0;
    for (int bin = 0; bin < bins; bin++) {
      // finite, so a comparison does what Math.max takes thrice as long for
      if (powers[from + bin] > largest) {
        largest = powers[from + bin];
      }
    }
    float threshold = THRESHOLD * largest;
    for (int bin = firstBin; bin < endBin; bin++) {
      float here = powers[from + bin];
      float below = powers[from + bin - 1];
      float above = powers[from + bin + 1];
      if (here > threshold && here > below && here >= above) {
        add(bin, below, here, above);
      }
    }
  }

  private void add(int bin, float below, float here, float above) {
    // two neighbours are added and subtracted in single precision, the rest in double
    double curvature = (above + below) - 2.0 * here;
    float difference = above - below;
    double slope = difference / 2.0;
    float shift = Math.abs(slope) >= Math.abs(curvature) ? 0 : (float) (-slope / curvature);
    if (peaks == pitches.length) {
      pitches = Arrays.copyOf(pitches, 2 * peaks);
      heights = Arrays.copyOf(heights, 2 * peaks);
    }
    pitches[peaks] = (float) (((double) bin + shift) * sampleRate / nFft);
    heights[peaks] = here + 0.25f * difference * shift;
    peaks++;
  }

  private float median() {
    float[] sorted = Arrays.copyOf(heights, peaks);
    Arrays.sort(sorted);
    int middle = peaks / 2;
    return peaks % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private int stepOf(float pitch) {
    float octaves = (float) (Math.log(pitch / A0_HZ) / LOG_2);
    float deviation = (classes * octaves) % 1f;
    if (deviation >= 0.5f) {
      deviation -= 1;
    }
    int step = (int) Math.floor((deviation + 0.5) * STEPS);
    step = Math.max(0, Math.min(STEPS - 1, step));
    // the multiplication may round across an edge: the edges themselves decide
    if (deviation < tuning(step)) {
      step--;
    } else if (step + 1 < STEPS && deviation >= tuning(step + 1)) {
      step++;
    }
    return step;
  }
}
