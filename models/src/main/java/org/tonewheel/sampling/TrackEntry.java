package org.tonewheel.sampling;

import com.google.common.base.Preconditions;
import java.util.Objects;

/**
 * A track to be divided.
 *
 * @param track the track's id
 * @param genre its genre
 * @param group the group it belongs to, such as its artist; the track's own id where unknown
 * @param segments its segments, at least one; they are numbered from 0
 */
public record TrackEntry(String track, String genre, String group, int segments) {

  public TrackEntry {
    Objects.requireNonNull(track, "track");
    Objects.requireNonNull(genre, "genre");
    Objects.requireNonNull(group, "group");
    Preconditions.checkArgument(segments >= 1, "track %s has %s segments", track, segments);
  }
}
