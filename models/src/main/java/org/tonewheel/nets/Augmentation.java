package org.tonewheel.nets;

import java.util.Arrays;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * How each scaled row of frames × bands is changed anew whenever a net is trained on it, in this
 * order. Masks are those of SpecAugment (Park and others, Interspeech 2019), set to 0, which is the
 * mean of scaled rows.
 *
 * @param roll frames are moved round circularly by up to this share of them, in [0, 1]
 * @param tilt a line over the bands from -1 to 1 is added, times a factor of at most this, at least
 *     0
 * @param noise deviation of the normal noise added to each value, at least 0
 * @param bandMasks runs of bands that are set to 0
 * @param bandMaskWidth bands that such a run has at most
 * @param frameMasks runs of frames that are set to 0
 * @param frameMaskWidth frames that such a run has at most
 */
public record Augmentation(
    double roll,
    double tilt,
    double noise,
    int bandMasks,
    int bandMaskWidth,
    int frameMasks,
    int frameMaskWidth) {
  /** Rows stay as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0);

  /** What {@code house-cnn} was found to gain by, on mel bands. */
  public static final Augmentation MEL = new Augmentation(1, 0.5, 0.1, 2, 24, 2, 6);

  /** Where the noise's draws begin, after those of everything else. */
  private static final long NOISE = 1 << 20;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Augmentation {
    require(roll >= 0 && roll <= 1, "roll", roll, "in [0, 1]");
    require(tilt >= 0 && Double.isFinite(tilt), "tilt", tilt, "at least 0");
    require(noise >= 0 && Double.isFinite(noise), "noise", noise, "at least 0");
    require(bandMasks >= 0 && bandMasks <= 100, "bandMasks", bandMasks, "from 0 to 100");
    require(bandMaskWidth >= 0, "bandMaskWidth", bandMaskWidth, "at least 0");
    require(frameMasks >= 0 && frameMasks <= 100, "frameMasks", frameMasks, "from 0 to 100");
    require(frameMaskWidth >= 0, "frameMaskWidth", frameMaskWidth, "at least 0");
  }

  /**
   * Whether rows of that shape can be changed so.
   *
   * @throws IllegalArgumentException for pictures, unless this is {@link #NONE}
   */
  void requireFits(RowShape shape) {
    if (shape.isPicture() && !equals(NONE)) {
      throw new IllegalArgumentException(
          "augmentation is of frames × bands; pictures of " + shape + " cannot be changed so");
    }
  }

  /**
   * Changes one row in place.
   *
   * @param random a stream of this row's own
   */
  void apply(float[] row, RowShape shape, CounterRandom random) {
    int bands = shape.features();
    int frames = row.length / bands;
    int shifts = (int) Math.round(roll * frames);
    if (shifts > 0) {
      roll(row, random.below(0, shifts) * bands);
    }
    if (tilt > 0) {
      tilt(row, bands, tilt * (2 * random.uniform(1) - 1));
    }
    if (noise > 0) {
      for (int i = 0; i < row.length; i++) {
        row[i] += (float) (noise * random.normal(NOISE + i));
      }
    }
    long draw = 2;
    for (int mask = 0; mask < bandMasks; mask++, draw += 2) {
      int width = Math.min(bands, random.below(draw, bandMaskWidth + 1));
      int start = random.below(draw + 1, bands - width + 1);
      for (int from = start; from < row.length; from += bands) {
        Arrays.fill(row, from, from + width, 0);
      }
    }
    for (int mask = 0; mask < frameMasks; mask++, draw += 2) {
      int width = Math.min(frames, random.below(draw, frameMaskWidth + 1));
      int start = random.below(draw + 1, frames - width + 1);
      Arrays.fill(row, start * bands, (start + width) * bands, 0);
    }
  }

  private static void roll(float[] row, int by) {
    float[] before = row.clone();
    System.arraycopy(before, 0, row, by, row.length - by);
    System.arraycopy(before, row.length - by, row, 0, by);
  }

  private static void tilt(float[] row, int bands, double by) {
    float[] line = new float[bands];
    for (int band = 0; bands > 1 && band < bands; band++) {
      line[band] = (float) (by * (2.0 * band / (bands - 1) - 1));
    }
    for (int i = 0; i < row.length; i++) {
      row[i] += line[i % bands];
    }
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be " + expected);
    }
  }
}
