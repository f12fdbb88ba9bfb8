package org.tonewheel.pipelines.demo;

import java.util.SplittableRandom;

/**
 * How one track differs from its genre: partly as its artist always does, partly by itself.
 *
 * @param tempo factor
 * @param tonicHz frequency of the key's tonic, with the artist's tuning
 * @param slope added to the fall of the partials
 * @param decay factor
 * @param drums factor
 * @param hiss factor
 * @param tilt how much of the sound's edges is put on top (above 0) or taken off (under 0)
 * @param level factor
 */
record TrackStyle(
    double tempo,
    double tonicHz,
    double slope,
    double decay,
    double drums,
    double hiss,
    double tilt,
    double level) {
  private static final double C3_HZ = 130.813;
  private static final int ARTIST_KEYS = 3;

  /**
   * Draws a style.
   *
   * @param artist the artist's own stream, the same for each of its tracks
   * @param track the track's own stream
   */
  static TrackStyle draw(SplittableRandom artist, SplittableRandom track) {
    double tempo = spread(artist, 0.14) * spread(track, 0.06);
    double slope = between(artist, -0.6, 0.6) + between(track, -0.25, 0.25);
    double decay = spread(artist, 0.5) * spread(track, 0.2);
    double drums = spread(artist, 0.8) * spread(track, 0.4);
    double hiss = spread(artist, 1.4) * spread(track, 0.8);
    double tilt = between(artist, -0.6, 0.6) + between(track, -0.3, 0.3);
    double cents = between(artist, -25, 25);
    int home = artist.nextInt(12);
    int key = (home + 7 * track.nextInt(ARTIST_KEYS)) % 12;
    double tonicHz = C3_HZ * StrictMath.pow(2, (key - 6 + cents / 100) / 12);
    double level = spread(track, 0.5);
    return new TrackStyle(tempo, tonicHz, slope, decay, drums, hiss, tilt, level);
  }

  private static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A factor around 1, as likely to double as to halve. */
  private static double spread(SplittableRandom random, double most) {
    return StrictMath.exp(between(random, -most, most));
  }
}
