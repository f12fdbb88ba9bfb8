package org.tonewheel.pipelines.ingest;

import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * What a file turned out to hold, whichever track it is.
 *
 * @param seconds length; 0 for a picture
 * @param sampleRate Hz, of the file; 0 for a picture
 * @param channels of the file; 0 for a picture
 * @param input its samples or its picture; the track's name in it means nothing
 */
record Decoded(double seconds, int sampleRate, int channels, AudioRow input) {

  /** What an earlier ingest made of the same bytes. */
  static Decoded before(TrackRow track, AudioRow input) {
    return new Decoded(track.seconds(), track.sampleRate(), track.channels(), input);
  }

  /** The row of a track of such a file. */
  TrackRow row(HashedFile hashed) {
    FileEntry file = hashed.file();
    return new TrackRow(
        file.track(),
        file.source(),
        file.genre(),
        file.path(),
        hashed.sha256(),
        seconds,
        sampleRate,
        channels,
        file.groups());
  }
}
