package org.tonewheel.audio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Chroma: the share of each pitch class (C first) in a frame's power, the strongest set to 1; all 0
 * where there is no sound. The classes are shifted to the recording's own tuning. Equals {@code
 * librosa.feature.chroma_stft} with its defaults.
 */
final class Chroma implements FeatureFamily {
  private static final double A0_HZ = 27.5;
  private static final double CENTRE_OCTAVE = 5;
  private static final double OCTAVE_WIDTH = 2;

  private final int classes;
  private final int nFft;
  private final int sampleRate;
  private final int bins;
  private final TuningEstimator tuning;
  // filters by step of tuning, made when first asked for: a recording uses one of a hundred
  private final float[][][] filters = new float[TuningEstimator.STEPS][][];
  private int frames;
  private float[] powers = new float[0];

  Chroma(FrameFeatureSettings settings) {
    classes = settings.chroma();
    nFft = settings.nFft();
    sampleRate = settings.sampleRate();
    bins = nFft / 2 + 1;
    tuning = new TuningEstimator(sampleRate, nFft, classes);
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, classes).mapToObj(i -> "chroma_" + i).toList();
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    int needed = Math.multiplyExact(frames, bins);
    if (powers.length < needed) {
      powers = new float[needed];
    }
  }

  @Override
  public void accept(int frame, double[] magnitude, double[] power) {
    for (int bin = 0; bin < bins; bin++) {
      powers[frame * bins + bin] = (float) power[bin];
    }
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    int step = tuning.step(powers, frames);
    if (filters[step] == null) {
      filters[step] = filters(TuningEstimator.tuning(step));
    }
    double[] sums = new double[classes];
    for (int frame = 0; frame < frames; frame++) {
      double largest = 0;
      for (int pitch = 0; pitch < classes; pitch++) {
        double sum = weigh(filters[step][pitch], frame * bins);
        sums[pitch] = sum;
        largest = Math.max(largest, sum);
      }
      double scale = largest < Float.MIN_NORMAL ? 1 : largest;
      for (int pitch = 0; pitch < classes; pitch++) {
        out[frame * stride + offset + pitch] = (float) (sums[pitch] / scale);
      }
    }
  }

  /** A filter's sum over one frame; four sums side by side keep the processor from waiting. */
  private double weigh(float[] filter, int from) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int bin = 0;
    for (; bin + 3 < bins; bin += 4) {
      a += filter[bin] * powers[from + bin];
      b += filter[bin + 1] * powers[from + bin + 1];
      c += filter[bin + 2] * powers[from + bin + 2];
      d += filter[bin + 3] * powers[from + bin + 3];
    }
    for (; bin < bins; bin++) {
      a += filter[bin] * powers[from + bin];
    }
    return a + b + c + d;
  }

  /**
   * Weights of every bin for every class: a bump around the class in each octave, each bin's
   * weights brought to unit length, octaves weighted by their distance from the fifth.
   */
  private float[][] filters(double tuning) {
    double[] pitch = new double[nFft];
    double a0 = A0_HZ * Math.pow(2, tuning / classes);
    for (int bin = 1; bin < nFft; bin++) {
      double hz = (double) bin * sampleRate / nFft;
      pitch[bin] = classes * (Math.log(hz / a0) / Math.log(2));
    }
    pitch[0] = pitch[1] - 1.5 * classes;
    double half = Math.rint(classes / 2.0);
    int rotation = 3 * (classes / 12);
    float[][] weights = new float[classes][bins];
    double[] column = new double[classes];
    for (int bin = 0; bin < bins; bin++) {
      double width = Math.max(1, pitch[bin + 1] - pitch[bin]);
      double squares = 0;
      for (int c = 0; c < classes; c++) {
        double wrapped = floorMod(pitch[bin] - c + half + 10.0 * classes, classes) - half;
        double distance = 2 * wrapped / width;
        column[c] = Math.exp(-0.5 * distance * distance);
        squares += column[c] * column[c];
      }
      double length = Math.sqrt(squares);
      double octave = (pitch[bin] / classes - CENTRE_OCTAVE) / OCTAVE_WIDTH;
      double scale = Math.exp(-0.5 * octave * octave) / (length < Double.MIN_NORMAL ? 1 : length);
      for (int c = 0; c < classes; c++) {
        // classes are counted from A; the first column is to be C
        weights[Math.floorMod(c - rotation, classes)][bin] = (float) (column[c] * scale);
      }
    }
    return weights;
  }

  private static double floorMod(double value, double modulus) {
    double remainder = value % modulus;
    return remainder < 0 ? remainder + modulus : remainder;
  }
}
