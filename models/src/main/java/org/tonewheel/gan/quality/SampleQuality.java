package org.tonewheel.gan.quality;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What synthetic segments are worth, in numbers: {@code quality.json} of a synthesis.
 *
 * <p>All measures are taken on statistics of segments (see {@link
 * org.tonewheel.audio.SegmentStatistics}), standardised by the training rows. A measure that could
 * not be taken is null, and {@code missing} beside it says why; no value is ever NaN.
 *
 * @param rows side ({@code training}, {@code validation}, {@code test}, {@code synthetic}) → how
 *     many of its rows were looked at
 * @param overall all genres together
 * @param genres each genre, in the order of the labels
 * @param trainOnSynthetic what a classifier learns from the samples
 * @param projection some rows in the plane
 * @param alarms genres whose samples collapsed, each in words; usually none
 * @param missing name of a measure that is null here → what it lacked
 */
public record SampleQuality(
    Map<String, RowsUsed> rows,
    GenreQuality overall,
    List<GenreQuality> genres,
    TrainOnSynthetic trainOnSynthetic,
    ProjectedRows projection,
    List<String> alarms,
    Map<String, String> missing) {

  /**
   * Takes all measures; of 10,000 training and as many synthetic rows of 132 columns this takes
   * about half a minute. The same input and seed give the same numbers.
   *
   * @param seed fixes the draws and the logistic regressions
   */
  public static SampleQuality of(QualityInput input, long seed) {
    Sides sides = Sides.of(input);
    GenreMeasures measures =
        new GenreMeasures(
            sides,
            new FrechetMeasure(sides, input.frameMeans(), seed),
            new ManifoldMeasure(sides, seed),
            MemorisationMeasure.of(sides),
            new DiversityMeasure(sides, seed));
    List<GenreQuality> genres = measures.each();
    Taken taken = new Taken();
    return new SampleQuality(
        ImmutableMap.of(
            "training", used(input.training()),
            "validation", used(input.validation()),
            "test", used(input.test()),
            "synthetic", used(input.synthetic())),
        measures.together(genres),
        genres,
        taken.measure("trainOnSynthetic", () -> new TrainOnSyntheticMeasure(input, seed).of()),
        taken.measure("projection", () -> new ProjectionMeasure(sides, seed).of()),
        genres.stream()
            .map(GenreQuality::diversity)
            .filter(Objects::nonNull)
            .filter(Diversity::collapsed)
            .map(Diversity::reason)
            .toList(),
        taken.missing());
  }

  private static RowsUsed used(SideSample side) {
    return new RowsUsed(side.size(), side.of());
  }
}
