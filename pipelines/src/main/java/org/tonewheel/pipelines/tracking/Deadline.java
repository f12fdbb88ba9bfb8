package org.tonewheel.pipelines.tracking;

import java.time.Duration;

/**
 * When telling has to end.
 *
 * @param end by {@link System#nanoTime}
 */
record Deadline(long end) {
  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Nanoseconds left; at least one. */
  long left() throws TrackingException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new TrackingException(
          "the time that --tracking-seconds gives is over; what is missing is told by the next"
              + " command that has --tracking");
    }
    return left;
  }
}
