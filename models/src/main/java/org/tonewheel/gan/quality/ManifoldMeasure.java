package org.tonewheel.gan.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Takes {@link ManifoldComparison}.
 *
 * @param sides what is compared
 * @param seed fixes which rows are drawn
 */
record ManifoldMeasure(Sides sides, long seed) {
  /** A row's sphere reaches to its neighbour of this rank. */
  static final int NEIGHBOURS = 5;

  /** At most so many rows of all genres on a side: distances are taken between all of them. */
  static final int MOST_ROWS = 5_000;

  /**
   * Compares the rows of some genres, each with the same number of real, held-out and synthetic
   * ones.
   *
   * @throws TooFewRowsException if a genre has not more than {@link #NEIGHBOURS} training and
   *     synthetic rows
   */
  ManifoldComparison of(List<Integer> genres) {
    for (int genre : genres) {
      sides.require(genre, NEIGHBOURS + 1);
    }
    boolean reference =
        genres.stream().allMatch(genre -> sides.heldOut().count(genre) > NEIGHBOURS);
    double[][] real = draw(sides.training(), genres, reference, "training");
    double[][] made = draw(sides.synthetic(), genres, reference, "synthetic");
    Manifold manifold = Manifold.of(real, NEIGHBOURS);
    PrecisionRecall heldOut =
        reference ? compare(manifold, draw(sides.heldOut(), genres, true, "held out")) : null;
    return new ManifoldComparison(compare(manifold, made), heldOut, NEIGHBOURS, real.length);
  }

  /** Genres with rows enough. */
  List<Integer> measurable() {
    return IntStream.range(0, sides.genres().size())
        .filter(
            genre ->
                sides.training().count(genre) > NEIGHBOURS
                    && sides.synthetic().count(genre) > NEIGHBOURS)
        .boxed()
        .toList();
  }

  private static PrecisionRecall compare(Manifold real, double[][] judged) {
    return new PrecisionRecall(
        real.covered(judged), Manifold.of(judged, NEIGHBOURS).covered(real.rows()));
  }

  private double[][] draw(SideRows side, List<Integer> genres, boolean reference, String name) {
    int most = Math.max(NEIGHBOURS + 1, MOST_ROWS / sides.genres().size());
    return genres.stream()
        .flatMap(
            genre -> {
              int count =
                  IntStream.of(
                          most,
                          sides.training().count(genre),
                          sides.synthetic().count(genre),
                          reference ? sides.heldOut().count(genre) : most)
                      .min()
                      .getAsInt();
              CounterRandom random = CounterRandom.of(seed, "quality/manifold/" + name, genre);
              return Arrays.stream(side.draw(genre, count, random));
            })
        .toArray(double[][]::new);
  }
}
