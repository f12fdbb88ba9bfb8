package org.tonewheel.audio.decode;

/** A file that cannot be used as audio, with its reason. */
public final class AudioRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final String detail;

  /**
   * A rejection.
   *
   * @param reason what kind of fault it is
   * @param detail what was found in this file, as a sentence for its owner
   */
  public AudioRejectedException(RejectReason reason, String detail) {
    super(reason.code() + ": " + detail);
    this.reason = reason;
    this.detail = detail;
  }

  /** What kind of fault it is. */
  public RejectReason reason() {
    return reason;
  }

  /** What was found in this file. */
  public String detail() {
    return detail;
  }
}
