package org.tonewheel.audio.decode;

/**
 * When the decoding of a file must be done.
 *
 * @param nanos on the clock of {@link System#nanoTime()}
 * @param seconds how long it was given
 */
record Deadline(long nanos, double seconds) {
  private static final double NANOS_A_SECOND = 1e9;

  /** So many seconds from now. */
  static Deadline in(double seconds) {
    return new Deadline(System.nanoTime() + (long) (seconds * NANOS_A_SECOND), seconds);
  }

  boolean passed() {
    return System.nanoTime() - nanos > 0;
  }

  /**
   * Looks at the clock.
   *
   * @throws AudioRejectedException if time is up
   */
  void check() throws AudioRejectedException {
    if (passed()) {
      throw rejection();
    }
  }

  AudioRejectedException rejection() {
    return new AudioRejectedException(
        RejectReason.DECODE_TIMEOUT,
        "decoding took longer than the allowed " + seconds + " s; convert it or raise the limit");
  }
}
