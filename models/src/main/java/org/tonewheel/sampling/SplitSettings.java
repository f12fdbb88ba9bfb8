package org.tonewheel.sampling;

import java.util.Objects;

/**
 * How to divide.
 *
 * @param protocol what is kept on one side
 * @param division into what
 * @param seed what the division is drawn from
 */
public record SplitSettings(Protocol protocol, Division division, long seed) {

  public SplitSettings {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(division, "division");
  }
}
