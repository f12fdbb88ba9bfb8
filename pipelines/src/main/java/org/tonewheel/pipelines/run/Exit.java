package org.tonewheel.pipelines.run;

/** What the process tells a scheduler when it ends. */
public enum Exit {
  DONE(0),
  /** What the experiment asks for is not reached, and the command was to say so: no retry. */
  VERDICT(3),
  /** Wrong command line: no retry. */
  USAGE(64),
  /** Data that cannot serve: no retry. */
  BAD_DATA(65),
  /** A branch failed for good: no retry. */
  BRANCH_FAILED(70),
  /** Someone else is writing, or another passing trouble: may be retried. */
  RETRY(75),
  /** Wrong experiment file or settings: no retry. */
  CONFIGURATION(78),
  /** The experiment does not ask for this stage. */
  NOT_ASKED(99);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
