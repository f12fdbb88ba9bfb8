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

  private final int classes;
  private final int nFft;
  private final int sampleRate;
  private final int bins;
  private final TuningEstimator tuning;
  // filters by step of tuning, made when first asked for: a recording uses one of a hundred
  private final float[][][] filters = new float[TuningEstimator.STEPS][][];
  private final float[] sums;
  private int frames;
  private float[] powers = new float[0];

  Chroma(FrameFeatureSettings settings) {
    classes = settings.chroma();
    nFft = settings.nFft();
    sampleRate = settings.sampleRate();
    bins = nFft / 2 + 1;
    sums = new float[classes];
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
  public void accept(int frame, float[] magnitude, float[] power) {
    System.arraycopy(power, 0, powers, frame * bins, bins);
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    int step = tuning.step(powers, frames);
    if (filters[step] == null) {
      filters[step] = filters(TuningEstimator.tuning(step));
    }
    for (int frame = 0; frame < frames; frame++) {
      if (frames == 1) {
        weighAlone(filters[step]);
      } else {
        weigh(filters[step], frame * bins);
      }
      float largest = 0;
      for (float sum : sums) {
        largest = Math.max(largest, sum);
      }
      float scale = largest < Float.MIN_NORMAL ? 1 : largest;
      for (int pitch = 0; pitch < classes; pitch++) {
        out[frame * stride + offset + pitch] = sums[pitch] / scale;
      }
    }
  }

  /**
   * Sums one frame into {@link #sums}: in single precision, by runs of bins whose sums are then
   * added, as OpenBLAS does for librosa. A steady tone's chroma hardly moves, so that its range is
   * little more than this rounding.
   */
  private void weigh(float[][] filter, int from) {
    Arrays.fill(sums, 0);
    int end;
    for (int first = 0; first < bins; first = end) {
      end = first + run(bins - first);
      int pitch = 0;
      for (; pitch + 3 < classes; pitch += 4) {
        weighFour(filter, pitch, from, first, end);
      }
      for (; pitch < classes; pitch++) {
        float sum = 0;
        for (int bin = first; bin < end; bin++) {
          sum = Math.fma(filter[pitch][bin], powers[from + bin], sum);
        }
        sums[pitch] += sum;
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
      sums[pitch] = (float) sum;
    }
  }

  /** Four classes side by side keep the processor from waiting for each sum. */
  private void weighFour(float[][] filter, int pitch, int from, int first, int end) {
    float[] a = filter[pitch];
    float[] b = filter[pitch + 1];
    float[] c = filter[pitch + 2];
    float[] d = filter[pitch + 3];
    float sumA = 0;
    float sumB = 0;
    float sumC = 0;
    float sumD = 0;
    for (int bin = first; bin < end; bin++) {
      float power = powers[from + bin];
      sumA = Math.fma(a[bin], power, sumA);
      sumB = Math.fma(b[bin], power, sumB);
      sumC = Math.fma(c[bin], power, sumC);
      sumD = Math.fma(d[bin], power, sumD);
    }
    sums[pitch] += sumA;
    sums[pitch + 1] += sumB;
    sums[pitch + 2] += sumC;
    sums[pitch + 3] += sumD;
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
