package org.tonewheel.pipelines.exploration;

import com.google.common.primitives.Longs;
import java.util.List;
import org.tonewheel.table.Histogram;

/**
 * How a column's values are distributed, in bins of one width; of a categorical column as read a
 * bin a category.
 *
 * @param from where the first bin begins
 * @param to where the last bin ends
 * @param counts values by bin
 * @param below values under the first bin
 * @param above values over the last bin
 */
public record Bins(double from, double to, List<Long> counts, long below, long above) {

  static Bins of(Histogram histogram) {
    return new Bins(
        Rounded.digits(histogram.from()),
        Rounded.digits(histogram.to()),
        Longs.asList(histogram.counts()),
        histogram.below(),
        histogram.above());
  }
}
