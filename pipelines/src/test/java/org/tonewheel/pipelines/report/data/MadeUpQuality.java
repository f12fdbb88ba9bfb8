package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tonewheel.gan.quality.Diversity;
import org.tonewheel.gan.quality.FrechetComparison;
import org.tonewheel.gan.quality.GenreQuality;
import org.tonewheel.gan.quality.ManifoldComparison;
import org.tonewheel.gan.quality.Memorisation;
import org.tonewheel.gan.quality.PrecisionRecall;
import org.tonewheel.gan.quality.ProjectedRows;
import org.tonewheel.gan.quality.Quantiles;
import org.tonewheel.gan.quality.RowsUsed;
import org.tonewheel.gan.quality.SampleQuality;
import org.tonewheel.gan.quality.TrainOnSynthetic;

/** Made-up measures of synthetic segments, all of them there. */
public final class MadeUpQuality {

  private MadeUpQuality() {}

  /** Measures that are all there. */
  public static SampleQuality of(List<String> genres) {
    return of(genres, false, 1);
  }

  /**
   * Returns measures that are all there.
   *
   * @param collapsed whether the samples of the last genre are alike
   * @param distance how far the samples are from real segments: 1 is near
   */
  public static SampleQuality of(List<String> genres, boolean collapsed, double distance) {
    int last = genres.size() - 1;
    List<GenreQuality> all = new ArrayList<>();
    for (int i = 0; i < genres.size(); i++) {
      all.add(quality(genres.get(i), distance + 0.2 * i, collapsed && i == last));
    }
    List<ProjectedRows.Point> points = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 600; i++) {
      int genre = i % genres.size();
      double x = 3 * Math.cos(genre) + random.nextGaussian();
      double y = 3 * Math.sin(genre) + random.nextGaussian();
      points.add(new ProjectedRows.Point(genres.get(genre), false, x, y));
      points.add(new ProjectedRows.Point(genres.get(genre), true, x / distance + 1, y / distance));
    }
    return new SampleQuality(
        Map.of("synthetic", new RowsUsed(400, 400)),
        quality(null, distance + 0.5, false),
        all,
        new TrainOnSynthetic(0.31, 0.62, 0.6, 400, 2800, 1000, genres),
        new ProjectedRows(List.of(0.31, 0.17), points),
        collapsed ? List.of(genres.get(last) + " collapsed onto few samples") : List.of(),
        Map.of());
  }

  private static GenreQuality quality(String genre, double distance, boolean collapsed) {
    Quantiles near = new Quantiles(1, 2, 3, 4 + distance, 6, 7, 8);
    Quantiles heldOut = new Quantiles(1, 2, 3, 4.5, 6, 7, 8);
    return new GenreQuality(
        genre,
        280,
        100,
        40,
        new FrechetComparison(distance, 0.1, 0.8, 0.1, distance / 0.8, 140, 33, 4, true),
        new ManifoldComparison(
            new PrecisionRecall(0.9 / distance, 0.5 / distance),
            new PrecisionRecall(0.8, 0.78),
            3,
            100),
        new Memorisation(near, heldOut, collapsed ? 0 : 12, 0.06, 0, 1e-6),
        new Diversity(collapsed ? 0.1 : 5, 6, collapsed ? 0.02 : 0.83, collapsed, null),
        Map.of());
  }
}
