package org.tonewheel.pipelines.exploration;

import org.tonewheel.table.ColumnSummary;

/**
 * A column in a few figures, to six digits; all but the counts are null where no value is known.
 *
 * @param known values that are there
 * @param missing values that are not
 * @param min the smallest
 * @param firstQuartile a quarter lies below
 * @param median half lies below
 * @param thirdQuartile a quarter lies above
 * @param max the largest
 * @param mean of the known values
 * @param deviation of the known values
 */
public record Summary(
    long known,
    long missing,
    Double min,
    Double firstQuartile,
    Double median,
    Double thirdQuartile,
    Double max,
    Double mean,
    Double deviation) {

  static Summary of(ColumnSummary summary) {
    return new Summary(
        summary.known(),
        summary.missing(),
        Rounded.digits(summary.min()),
        Rounded.digits(summary.firstQuartile()),
        Rounded.digits(summary.median()),
        Rounded.digits(summary.thirdQuartile()),
        Rounded.digits(summary.max()),
        Rounded.digits(summary.mean()),
        Rounded.digits(summary.deviation()));
  }
}
