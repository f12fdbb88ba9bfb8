package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Pictures of a few tracks, small enough to lie in the page: mel spectrograms of recordings, or the
 * tracks' own pictures.
 *
 * @param ofGenre by genre one of its tracks, in the order of genres
 * @param thumbnails by track a PNG file; one that could not be drawn is not among them
 */
public record TrackPictures(Map<String, String> ofGenre, Map<String, byte[]> thumbnails) {

  public static final TrackPictures NONE = new TrackPictures(Map.of(), Map.of());

  /** Pixels. */
  public static final int WIDTH = 144;

  /** Pixels. */
  public static final int HEIGHT = 56;

  public TrackPictures {
    ofGenre = ImmutableMap.copyOf(ofGenre);
    thumbnails = ImmutableMap.copyOf(thumbnails);
  }
}
