package org.tonewheel.pipelines.demo;

import java.util.List;

/**
 * A made-up genre. Each shares its rhythm, its timbre or its harmony with others, so that none of
 * these tells it by itself.
 *
 * @param name of the genre and its folder
 * @param rhythm of drums and chords
 * @param timbre of the chords
 * @param harmony of the chords
 * @param beatsPerMinute usual tempo
 * @param drums level of the drums against the chords
 * @param hiss level of the noise behind everything
 */
record DemoGenre(
    String name,
    Rhythm rhythm,
    Timbre timbre,
    Harmony harmony,
    double beatsPerMinute,
    double drums,
    double hiss) {

  /** The ten genres, in the order of their names. */
  static List<DemoGenre> all() {
    return List.of(
        new DemoGenre("amberwave", Rhythm.STRAIGHT, Timbre.SOFT, Harmony.FIFTHS, 108, 0.5, 0.005),
        new DemoGenre("briarstep", Rhythm.STRAIGHT, Timbre.SOFT, Harmony.NINTHS, 108, 0.5, 0.005),
        new DemoGenre(
            "copperline", Rhythm.STRAIGHT, Timbre.BRIGHT, Harmony.FIFTHS, 108, 0.5, 0.005),
        new DemoGenre("duskfolk", Rhythm.SHUFFLE, Timbre.PLUCKED, Harmony.MAJOR, 96, 0.4, 0.008),
        new DemoGenre("embertide", Rhythm.DRIFTING, Timbre.HOLLOW, Harmony.MAJOR, 80, 0.4, 0.008),
        new DemoGenre("fogbank", Rhythm.DRIFTING, Timbre.HOLLOW, Harmony.NINTHS, 80, 0.4, 0.008),
        new DemoGenre("gravelpop", Rhythm.STRAIGHT, Timbre.BRIGHT, Harmony.NINTHS, 108, 0.5, 0.005),
        new DemoGenre("hexbeat", Rhythm.BROKEN, Timbre.BRIGHT, Harmony.FIFTHS, 120, 0.5, 0.005),
        new DemoGenre(
            "ironlace", Rhythm.BROKEN, Timbre.BRIGHT, Harmony.WHOLE_TONES, 120, 0.5, 0.005),
        new DemoGenre(
            "junipertown", Rhythm.SHUFFLE, Timbre.PLUCKED, Harmony.NINTHS, 96, 0.4, 0.008));
  }
}
