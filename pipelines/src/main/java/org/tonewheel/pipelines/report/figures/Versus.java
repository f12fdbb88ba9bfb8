package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a configuration fares against the baseline under the same split, on the same real test
 * examples: tracks, or rows of a table.
 *
 * @param against the baseline's configuration
 * @param level {@code track} or {@code row}
 * @param size examples, of one seed
 * @param seeds pairs of seeds; where one of the two has a single seed, it stands in every pair
 * @param over what was resampled: {@code track}, {@code recording}, {@code group} or {@code row}
 * @param clusters how many of them there are
 * @param resamples how often was resampled
 * @param comparisons how many configurations of the run are tested, for which both probabilities
 *     are corrected (Holm)
 * @param accuracy difference of the accuracy by a paired bootstrap over clusters; above 0 this
 *     configuration is better than the baseline
 * @param p how probable so large a difference is if there were none, by the same bootstrap; null
 *     with fewer than two clusters
 * @param corrected the same corrected
 * @param mcNemar the exact test over examples
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Versus(
    String against,
    String level,
    int size,
    int seeds,
    String over,
    int clusters,
    int resamples,
    int comparisons,
    PairedFigures.Figure accuracy,
    Double p,
    Double corrected,
    ExactTest mcNemar) {

  private static final double ALPHA = 0.05;

  /**
   * McNemar's exact test, over examples as if each were drawn by itself; the models of several
   * seeds answer together.
   *
   * @param onlyThis examples that this configuration alone got right
   * @param onlyBaseline examples that the baseline alone got right
   * @param p how probable so uneven a share is, if both were equally good
   * @param corrected the same corrected
   */
  public record ExactTest(int onlyThis, int onlyBaseline, double p, double corrected) {}

  /** Returns {@code better}, {@code worse} or, unless both tests agree, {@code not told apart}. */
  public String finding() {
    if (corrected == null || corrected >= ALPHA || mcNemar.corrected() >= ALPHA) {
      return "not told apart";
    }
    return accuracy.mean() > 0 ? "better" : "worse";
  }
}
