package org.tonewheel.gan.quality;

/** A measure that cannot be taken of so few rows, and why. */
final class TooFewRowsException extends RuntimeException {
  TooFewRowsException(String message) {
    super(message);
  }
}
