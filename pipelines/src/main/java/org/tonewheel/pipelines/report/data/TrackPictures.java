package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Pictures of a few tracks, small enough to lie in the page: mel spectrograms of recordings, or the
 * tracks' own pictures; and excerpts of some.
 *
 * @param ofGenre by genre one of its tracks, in the order of genres
 * @param thumbnails by track a PNG file; one that could not be drawn is not among them
 * @param excerpts what can be heard, by track; empty unless asked for
 */
public record TrackPictures(
    Map<String, String> ofGenre, Map<String, byte[]> thumbnails, Map<String, Excerpt> excerpts) {

  public static final TrackPictures NONE = new TrackPictures(Map.of(), Map.of(), Map.of());

  /**
   * Some seconds of a recording.
   *
   * @param type of the file, such as {@code audio/mpeg}
   * @param seconds its length
   * @param file its bytes
   */
  // a bare array beside its type; excerpts are never compared
  @SuppressWarnings("ArrayRecordComponent")
  public record Excerpt(String type, double seconds, byte[] file) {}

  /** Pixels. */
  public static final int WIDTH = 144;

  /** Pixels. */
  public static final int HEIGHT = 56;

  public TrackPictures {
    ofGenre = ImmutableMap.copyOf(ofGenre);
    thumbnails = ImmutableMap.copyOf(thumbnails);
    excerpts = ImmutableMap.copyOf(excerpts);
  }
}
