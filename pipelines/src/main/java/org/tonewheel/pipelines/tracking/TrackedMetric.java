package org.tonewheel.pipelines.tracking;

import java.util.Comparator;

/**
 * A figure to be told.
 *
 * @param key its name
 * @param value finite
 * @param step the epoch, from 1; 0 of a figure without epochs
 * @param time milliseconds since 1970; 0: that of telling
 */
record TrackedMetric(String key, double value, long step, long time) {
  /** Epoch by epoch. */
  static final Comparator<TrackedMetric> BY_STEP =
      Comparator.comparingLong(TrackedMetric::step).thenComparing(TrackedMetric::key);

  static TrackedMetric of(String key, double value) {
    return new TrackedMetric(key, value, 0, 0);
  }
}
