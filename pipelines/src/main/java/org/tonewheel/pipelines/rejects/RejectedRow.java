package org.tonewheel.pipelines.rejects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * An input that could not be used: a line of {@code rejected/}.
 *
 * @param uri where it lies
 * @param stage that rejected it
 * @param reason stable code, such as {@code truncated}; {@code docs/rejects.md} lists all
 * @param detail what a person needs to mend it
 * @param genre its label; null where none is known
 */
public record RejectedRow(
    String uri,
    String stage,
    String reason,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) String genre)
    implements Serializable {
  /** How the names of the counters of rejected tracks begin; the reason follows. */
  public static final String TRACKS_COUNTER = "tracksRejected.";

  /** The counter of rejected tracks that this is one of. */
  public String counter() {
    return TRACKS_COUNTER + reason;
  }
}
