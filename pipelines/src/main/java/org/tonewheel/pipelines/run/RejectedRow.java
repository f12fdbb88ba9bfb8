package org.tonewheel.pipelines.run;

import java.io.Serializable;

/**
 * An input that could not be used: a line of {@code rejected/}.
 *
 * @param uri where it lies
 * @param stage that rejected it
 * @param reason stable code, such as {@code truncated}
 * @param detail what a person needs to mend it
 */
public record RejectedRow(String uri, String stage, String reason, String detail)
    implements Serializable {
  /** How the names of the counters of rejected tracks begin; the reason follows. */
  public static final String TRACKS_COUNTER = "tracksRejected.";

  /** The counter of rejected tracks that this is one of. */
  public String counter() {
    return TRACKS_COUNTER + reason;
  }
}
