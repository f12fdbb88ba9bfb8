package org.tonewheel.table;

/** Percentiles of sorted values, as NumPy's {@code percentile} has them by default. */
final class Percentile {
  private Percentile() {}

  /**
   * Interpolates between the two values beside a share of the sorted ones. The steps are NumPy's
   * (2.4), one by one: where many values are equal, a last bit decides whether a quantile is one of
   * them.
   *
   * @param sorted at least one, ascending
   * @param share 0 to 1
   */
  static double of(double[] sorted, double share) {
    int last = sorted.length - 1;
    double place = last * share;
    if (place >= last) {
      return sorted[last];
    }
    int below = (int) Math.floor(place);
    double step = place - below;
    double difference = sorted[below + 1] - sorted[below];
    return step >= 0.5
        ? sorted[below + 1] - difference * (1 - step)
        : sorted[below] + difference * step;
  }
}
