package org.tonewheel.nets.engine;

/** The PyTorch engine is missing, or its internals do not behave as this package relies on. */
public final class EngineUnusableException extends RuntimeException {
  /** With what was found and what to do. */
  public EngineUnusableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With what was found and what to do. */
  public EngineUnusableException(String message) {
    super(message);
  }
}
