package org.tonewheel.sampling;

/** Says that the data cannot be divided as asked, or that a division breaks its promise. */
public class SplitException extends RuntimeException {

  /** Makes an exception whose message names the genre, track or group, and what to do. */
  public SplitException(String message) {
    super(message);
  }
}
