package org.tonewheel.audio;

/** What becomes of a track shorter than all its segments together. */
public enum ShortTrack {
  /** As many whole segments as there are; under one, that one padded with zeros. */
  SEGMENTS,
  /** The track is repeated from its start until every segment is full. */
  REPEAT,
  /** Zeros follow the track until every segment is full, as in the six-net GTZAN paper. */
  ZERO
}
