package org.tonewheel.audio;

import java.util.Arrays;
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
  private static final int LONGEST_RUN = 320;
  private static final int RUN_STEP = 16;
  private static final int FRAMES = ShortTimeSpectrum.FRAMES_AT_ONCE;

  private final int classes;
  private final int nFft;
  private final int sampleRate;
  private final int bins;
  private final TuningEstimator tuning;
  // filters by step of tuning, made when first asked for: a recording uses one of a hundred
  private final float[][][] filters = new float[TuningEstimator.STEPS][][];
  private final float[][] sums;
  private int frames;
  private float[] powers = new float[0];

  Chroma(FrameFeatureSettings settings) {
    classes = settings.chroma();
    nFft = settings.nFft();
    sampleRate = settings.sampleRate();
    bins = nFft / 2 + 1;
    sums = new float[FRAMES][classes];
    tuning = new TuningEstimator(sampleRate, nFft, classes);
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, classes).mapToObj(i -> "chroma_" + i).toList();
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    int needed = Math.multiplyExact(frames + FRAMES - 1, bins);
    if (powers.length < needed) {
      powers = new float[needed];
    }
  }

  @Override
  public void accept(int first, int count, ShortTimeSpectrum spectrum) {
    for (int frame = 0; frame < count; frame++) {
      System.arraycopy(spectrum.power(frame), 0, powers, (first + frame) * bins, bins);
    }
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    int step = tuning.step(powers, frames);
    if (filters[step] == null) {
      filters[step] = filters(TuningEstimator.tuning(step));
    }
    if (frames == 1) {
      weighAlone(filters[step]);
      normalise(0, out, offset);
      return;
    }
    for (int first = 0; first < frames; first += FRAMES) {
      weigh(filters[step], first * bins);
      for (int i = 0; i < Math.min(FRAMES, frames - first); i++) {
        normalise(i, out, (first + i) * stride + offset);
      }
    }
  }

  /** Writes a frame's sums over the largest of them. */
  private void normalise(int frame, float[] out, int to) {
    float largest = 0;
    for (int pitch = 0; pitch < classes; pitch++) {
      largest = Math.max(largest, sums[frame][pitch]);
    }
    float scale = largest < Float.MIN_NORMAL ? 1 : largest;
    for (int pitch = 0; pitch < classes; pitch++) {
      out[to + pitch] = sums[frame][pitch] / scale;
    }
  }

  /**
   * Sums four frames into {@link #sums}: in single precision, by runs of bins whose sums are then
   * added, as OpenBLAS does for librosa. A steady tone's chroma hardly moves, so that its range is
   * little more than this rounding.
   */
  private void weigh(float[][] filter, int from) {
    for (float[] frame : sums) {
      Arrays.fill(frame, 0);
    }
    int end;
    for (int first = 0; first < bins; first = end) {
      end = first + run(bins - first);
      int pitch = 0;
      for (; pitch + 2 < classes; pitch += 3) {
        weighThree(filter, pitch, from, first, end);
      }
      for (; pitch < classes; pitch++) {
        weighOne(filter[pitch], pitch, from, first, end);
      }
    }
  }

  /** A frame alone is no matrix: it is added in another order, close to no rounding at all. */
  private void weighAlone(float[][] filter) {
    for (int pitch = 0; pitch < classes; pitch++) {
      double sum = 0;
      for (int bin = 0; bin < bins; bin++) {
        sum += (double) filter[pitch][bin] * powers[bin];
      }
      sums[0][pitch] = (float) sum;
    }
  }

  /**
   * Three classes of four frames: twelve sums side by side keep the processor from waiting for any.
   */
  private void weighThree(float[][] filter, int pitch, int from, int first, int end) {
    float[] x = filter[pitch];
    float[] y = filter[pitch + 1];
    float[] z = filter[pitch + 2];
    float ax = 0;
    float ay = 0;
    float az = 0;
    float bx = 0;
    float by = 0;
    float bz = 0;
    float cx = 0;
    float cy = 0;
    float cz = 0;
    float dx = 0;
    float dy = 0;
    float dz = 0;
    for (int bin = first; bin < end; bin++) {
      float weightX = x[bin];
      float weightY = y[bin];
      float weightZ = z[bin];
      float a = powers[from + bin];
      ax = Math.fma(weightX, a, ax);
      ay = Math.fma(weightY, a, ay);
      az = Math.fma(weightZ, a, az);
      float b = powers[from + bins + bin];
      bx = Math.fma(weightX, b, bx);
      by = Math.fma(weightY, b, by);
      bz = Math.fma(weightZ, b, bz);
      float c = powers[from + 2 * bins + bin];
      cx = Math.fma(weightX, c, cx);
      cy = Math.fma(weightY, c, cy);
      cz = Math.fma(weightZ, c, cz);
      float d = powers[from + 3 * bins + bin];
      dx = Math.fma(weightX, d, dx);
      dy = Math.fma(weightY, d, dy);
      dz = Math.fma(weightZ, d, dz);
    }
    add(pitch, ax, bx, cx, dx);
    add(pitch + 1, ay, by, cy, dy);
    add(pitch + 2, az, bz, cz, dz);
  }

  private void weighOne(float[] weights, int pitch, int from, int first, int end) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int bin = first; bin < end; bin++) {
      float weight = weights[bin];
      a = Math.fma(weight, powers[from + bin], a);
      b = Math.fma(weight, powers[from + bins + bin], b);
      c = Math.fma(weight, powers[from + 2 * bins + bin], c);
      d = Math.fma(weight, powers[from + 3 * bins + bin], d);
    }
    add(pitch, a, b, c, d);
  }

  private void add(int pitch, float a, float b, float c, float d) {
    sums[0][pitch] += a;
    sums[1][pitch] += b;
    sums[2][pitch] += c;
    sums[3][pitch] += d;
  }

  private static int run(int left) {
    if (left >= 2 * LONGEST_RUN) {
      return LONGEST_RUN;
    }
    return left > LONGEST_RUN ? (left / 2 + RUN_STEP - 1) / RUN_STEP * RUN_STEP : left;
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
