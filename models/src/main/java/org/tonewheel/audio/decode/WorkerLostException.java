package org.tonewheel.audio.decode;

/** The process that decoded a file ended before it answered, or answered nonsense. */
final class WorkerLostException extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerLostException(String message, Exception cause) {
    super(message, cause);
  }
}
