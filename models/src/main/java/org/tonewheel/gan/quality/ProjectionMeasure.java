package org.tonewheel.gan.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.projection.Pca;

/**
 * Takes {@link ProjectedRows}.
 *
 * @param sides what is projected
 * @param seed fixes which rows are drawn
 */
record ProjectionMeasure(Sides sides, long seed) {
  private static final int MOST_OF_A_GENRE = 300;
  private static final int MOST_POINTS = 2_000;

  /**
   * Fits the axes on all training rows and projects some.
   *
   * @throws TooFewRowsException if there are not two training rows
   */
  ProjectedRows of() {
    if (sides.training().values().length < 2) {
      throw new TooFewRowsException("there are not two training rows");
    }
    Pca pca = Pca.fit(sides.training().values(), 2);
    int genres = sides.genres().size();
    int most = Math.max(1, Math.min(MOST_OF_A_GENRE, MOST_POINTS / 2 / genres));
    List<ProjectedRows.Point> points = new ArrayList<>();
    for (int genre = 0; genre < genres; genre++) {
      add(points, sides.training(), genre, most, false, pca);
      add(points, sides.synthetic(), genre, most, true, pca);
    }
    return new ProjectedRows(
        DoubleStream.of(pca.explainedVarianceRatio()).boxed().toList(), List.copyOf(points));
  }

  private void add(
      List<ProjectedRows.Point> points,
      SideRows side,
      int genre,
      int most,
      boolean synthetic,
      Pca pca) {
    CounterRandom random = CounterRandom.of(seed, "quality/projection/" + synthetic, genre);
    for (double[] row : side.draw(genre, Math.min(most, side.count(genre)), random)) {
      double[] at = pca.transform(row);
      points.add(new ProjectedRows.Point(sides.genres().get(genre), synthetic, at[0], at[1]));
    }
  }
}
