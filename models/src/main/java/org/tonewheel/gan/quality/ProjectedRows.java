package org.tonewheel.gan.quality;

import java.util.List;

/**
 * Some real training rows and synthetic rows in the plane of the real rows' first two principal
 * components.
 *
 * @param explainedVarianceRatio share of the real rows' variance on each of the two axes
 * @param points at most 2,000, as many real as synthetic ones of each genre where there are enough
 */
public record ProjectedRows(List<Double> explainedVarianceRatio, List<Point> points) {
  /**
   * One row.
   *
   * @param genre name of its genre
   * @param synthetic whether it was made
   * @param x on the first component, in deviations of the columns
   * @param y on the second
   */
  public record Point(String genre, boolean synthetic, double x, double y) {}
}
