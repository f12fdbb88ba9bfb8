package org.tonewheel.gan.quality;

import com.google.common.math.Stats;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Takes {@link FrechetComparison}.
 *
 * @param sides what is compared
 * @param columns so many columns at the start of a row are means over frames
 * @param seed fixes the halvings
 */
record FrechetMeasure(Sides sides, int columns, long seed) {
  /** How often the real rows are halved. */
  static final int HALVINGS = 5;

  /** Fewest rows on a side. */
  static final int LEAST_ROWS = 5;

  /**
   * Compares the rows of some genres, each with the same number of real and synthetic ones.
   *
   * @throws TooFewRowsException if there are not {@link #LEAST_ROWS} rows of a genre for a side
   */
  FrechetComparison of(List<Integer> genres) {
    double[] distances = new double[HALVINGS];
    double[] references = new double[HALVINGS];
    int rows = Integer.MAX_VALUE;
    for (int halving = 0; halving < HALVINGS; halving++) {
      int number = halving;
      RealHalves halves =
          RealHalves.together(genres.stream().map(genre -> halves(genre, number)).toList())
              .columns(columns);
      rows = Math.min(rows, halves.first().length);
      references[halving] = FrechetDistance.between(halves.first(), halves.second());
      distances[halving] =
          (FrechetDistance.between(halves.first(), halves.synthetic())
                  + FrechetDistance.between(halves.second(), halves.synthetic()))
              / 2;
    }
    Stats distance = Stats.of(distances);
    Stats reference = Stats.of(references);
    return new FrechetComparison(
        distance.mean(),
        distance.sampleStandardDeviation(),
        reference.mean(),
        reference.sampleStandardDeviation(),
        reference.mean() > 0 ? distance.mean() / reference.mean() : null,
        rows,
        columns,
        HALVINGS,
        rows <= columns);
  }

  /** Genres with tracks and rows enough. */
  List<Integer> measurable() {
    return IntStream.range(0, sides.genres().size())
        .filter(
            genre ->
                IntStream.range(0, HALVINGS)
                    .allMatch(halving -> cut(genre, halving).first().length >= LEAST_ROWS))
        .boxed()
        .toList();
  }

  private RealHalves halves(int genre, int halving) {
    RealHalves halves = cut(genre, halving);
    if (halves.first().length < LEAST_ROWS) {
      int[] tracks = sides.training().tracks();
      throw new TooFewRowsException(
          "%s has %d training rows of %d tracks and %d synthetic rows; each half of the tracks must have %d rows, and as many must be synthetic"
              .formatted(
                  sides.genres().get(genre),
                  sides.training().count(genre),
                  Arrays.stream(sides.training().ofGenre(genre))
                      .map(row -> tracks[row])
                      .distinct()
                      .count(),
                  sides.synthetic().count(genre),
                  LEAST_ROWS));
    }
    return halves;
  }

  private RealHalves cut(int genre, int halving) {
    return RealHalves.of(
        sides,
        genre,
        CounterRandom.of(seed, "quality/halves", genre, halving),
        CounterRandom.of(seed, "quality/half rows", genre, halving));
  }
}
