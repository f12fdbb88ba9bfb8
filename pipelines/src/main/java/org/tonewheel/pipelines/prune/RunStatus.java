package org.tonewheel.pipelines.prune;

import java.util.Locale;
import org.tonewheel.pipelines.run.StageState.State;

/** How far a run has come that nobody works on; the later outweighs the earlier. */
public enum RunStatus {
  /** All is there that the experiment asks for. */
  DONE,
  /** Something is yet to be done, and the same command would go on with it. */
  STOPPED,
  /** A stage or a branch failed for good. */
  FAILED;

  /** Of one stage or branch; null where it was never begun. */
  static RunStatus of(State state) {
    if (state == null) {
      return STOPPED;
    }
    return switch (state) {
      case DONE -> DONE;
      case FAILED -> FAILED;
      case RUNNING, STOPPED -> STOPPED;
    };
  }

  RunStatus and(RunStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
