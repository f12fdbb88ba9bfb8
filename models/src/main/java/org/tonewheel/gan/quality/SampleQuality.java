package org.tonewheel.gan.quality;

import java.util.List;
import java.util.Map;

/**
 * What synthetic segments are worth, in numbers: {@code quality.json} of a synthesis.
 *
 * <p>All measures are taken on statistics of segments (see {@link
 * org.tonewheel.audio.SegmentStatistics}), standardised by the training rows. A measure that could
 * not be taken is null, and {@code missing} beside it says why; no value is ever NaN.
 *
 * @param rows side ({@code training}, {@code validation}, {@code test}, {@code synthetic}) → how
 *     many of its rows were looked at
 * @param overall all genres together, each counting the same
 * @param genres each genre, in the order of the labels
 * @param trainOnSynthetic what a classifier learns from the samples
 * @param projection some rows in the plane
 * @param alarms what the reader must not miss, in words: genres whose samples collapsed, copies of
 *     training rows
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
   * Takes all measures. The same input and seed give the same numbers.
   *
   * @param seed fixes the draws and the logistic regressions
   */
  public static SampleQuality of(QualityInput input, long seed) {
    RowsUsed made = new RowsUsed(input.synthetic().size(), input.synthetic().of());
    return new SampleQuality(
        Map.of("synthetic", made),
        null,
        List.of(),
        null,
        null,
        List.of(),
        Map.of("overall", "not measured yet", "seed", Long.toString(seed)));
  }
}
