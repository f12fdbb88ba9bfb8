package org.tonewheel.pipelines.report.data;

import org.tonewheel.evaluation.Interval;

/**
 * A figure and how sure it is.
 *
 * @param value the figure
 * @param interval its 95% interval; null where it has none
 */
public record Figure(double value, Interval interval) {

  /**
   * Returns this figure less another that was measured on other examples, with an interval from
   * both intervals (MOVER; Zou and Donner, "Construction of confidence limits about effect
   * measures", 2008). Where both were measured on the same examples it is too wide, never too
   * narrow, unless one is right where the other is wrong.
   */
  public Figure less(Figure other) {
    double difference = value - other.value;
    if (interval == null || other.interval == null) {
      return new Figure(difference, null);
    }
    double below = Math.hypot(value - interval.low(), other.interval.high() - other.value);
    double above = Math.hypot(interval.high() - value, other.value - other.interval.low());
    return new Figure(difference, new Interval(difference - below, difference + above));
  }
}
