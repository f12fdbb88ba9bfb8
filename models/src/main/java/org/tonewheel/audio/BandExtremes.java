package org.tonewheel.audio;

import java.util.Arrays;

/**
 * The largest and the smallest few of a band's magnitudes, frame after frame.
 *
 * <p>A sorted handful would do, but which value enters it is a matter of chance, and a processor
 * that guesses wrong waits as long as twenty values take. So values that lie beyond a limit are set
 * aside first, without a branch; the limit is what the frame before had, with a margin. Where too
 * few lie beyond it, all go through the handful. What is found does not depend on the limit.
 */
final class BandExtremes {
  /** Under that many values the handful alone is faster. */
  private static final int FEW = 64;

  // with these, one frame of music in ten has too few, and three times as many as needed are aside

  private static final float MARGIN_OF_LARGEST = 1.35f;
  private static final float MARGIN_OF_SMALLEST = 2;

  private final int first;
  private final int end;
  private final int picked;
  private final float[] largest; // ascending
  private final float[] smallest; // ascending
  private final float[] aside;

  /** Of bins {@code first} to {@code end} - 1, {@code picked} at either end. */
  BandExtremes(int first, int end, int picked) {
    this.first = first;
    this.end = end;
    this.picked = picked;
    largest = new float[picked];
    smallest = new float[picked];
    aside = new float[end - first + 1];
  }

  /**
   * Takes in a frame.
   *
   * @param values not negative
   */
  void find(float[] values) {
    float low = largest[0] / MARGIN_OF_LARGEST;
    float high = smallest[picked - 1] * MARGIN_OF_SMALLEST;
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    Arrays.fill(smallest, Float.POSITIVE_INFINITY);
    int count = end - first < FEW ? 0 : above(values, low);
    if (count >= picked) {
      keepLargest(aside, 0, count);
    } else {
      keepLargest(values, first, end);
    }
    count = end - first < FEW ? 0 : below(values, high);
    if (count >= picked) {
      keepSmallest(aside, 0, count);
    } else {
      keepSmallest(values, first, end);
    }
  }

  float meanOfLargest() {
    return mean(largest);
  }

  float meanOfSmallest() {
    return mean(smallest);
  }

  // numbers that are not negative have the order of their bits: the sign of a difference of these
  // is a comparison without a branch

  private int above(float[] values, float limit) {
    int limitBits = Float.floatToRawIntBits(limit);
    int count = 0;
    for (int bin = first; bin < end; bin++) {
      aside[count] = values[bin];
      count += (limitBits - Float.floatToRawIntBits(values[bin])) >>> (Integer.SIZE - 1);
    }
    return count;
  }

  private int below(float[] values, float limit) {
    int limitBits = Float.floatToRawIntBits(limit);
    int count = 0;
    for (int bin = first; bin < end; bin++) {
      aside[count] = values[bin];
      count += (Float.floatToRawIntBits(values[bin]) - limitBits) >>> (Integer.SIZE - 1);
    }
    return count;
  }

  private void keepLargest(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      float value = values[i];
      if (value > largest[0]) {
        int at = 0;
        while (at + 1 < picked && largest[at + 1] < value) {
          largest[at] = largest[at + 1];
          at++;
        }
        largest[at] = value;
      }
    }
  }

  /** Begins at the end: music grows weaker upwards, so the smallest come early. */
  private void keepSmallest(float[] values, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      float value = values[i];
      if (value < smallest[picked - 1]) {
        int at = picked - 1;
        while (at > 0 && smallest[at - 1] > value) {
          smallest[at] = smallest[at - 1];
          at--;
        }
        smallest[at] = value;
      }
    }
  }

  /** librosa adds in single precision, from the smallest magnitude up. */
  private float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / picked;
  }
}
