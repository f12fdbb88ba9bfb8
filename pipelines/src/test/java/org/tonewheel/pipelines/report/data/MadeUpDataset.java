package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.report.figures.WorstTracks;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.TrackEntry;

/** What is known of made-up tracks: how long they are, what splits share, how they look. */
final class MadeUpDataset {
  private static final int BANDS = 4;
  private static final int FRAMES = 8;

  private MadeUpDataset() {}

  static DatasetFacts facts(
      List<String> genres, List<TrackEntry> tracks, Map<String, List<Assignment>> splits) {
    Map<String, String> artists = new TreeMap<>();
    tracks.forEach(track -> artists.put(track.track(), track.group()));
    List<Overlap> overlaps = new ArrayList<>();
    splits.forEach(
        (split, rows) -> {
          overlaps.add(Overlap.of(split, "tracks", rows, track -> track));
          overlaps.add(Overlap.of(split, "groups by artist", rows, artists::get));
        });
    List<Durations> durations = new ArrayList<>();
    for (String genre : genres) {
      double shortest = 29 + 0.1 * durations.size();
      durations.add(Durations.of(genre, List.of(shortest, 30.0, 30.0, 30.5)));
    }
    return new DatasetFacts(durations, overlaps);
  }

  /** Pictures of what a report of the run would show. */
  static ReportData pictured(ReportData run, List<TrackEntry> tracks) {
    Map<String, String> ofGenre = new LinkedHashMap<>();
    for (TrackEntry track : tracks) {
      ofGenre.putIfAbsent(track.genre(), track.track());
    }
    Map<String, byte[]> thumbnails = new TreeMap<>();
    ofGenre.values().forEach(track -> thumbnails.put(track, picture(track)));
    WorstTracks.named(run, 48).forEach(track -> thumbnails.put(track, picture(track)));
    return run.withPictures(new TrackPictures(ofGenre, thumbnails, Map.of()));
  }

  private static byte[] picture(String track) {
    float[] decibels = new float[FRAMES * BANDS];
    SplittableRandom random = new SplittableRandom(track.hashCode());
    for (int i = 0; i < decibels.length; i++) {
      decibels[i] = (float) (-80 * random.nextDouble());
    }
    Picture picture =
        MelPicture.draw(
            decibels,
            FRAMES,
            BANDS,
            ColourMap.MAGMA,
            80,
            TrackPictures.WIDTH,
            TrackPictures.HEIGHT);
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (rgb[i] & 0xf8); // as small as a true one
    }
    return new Picture(picture.width(), picture.height(), rgb).png();
  }
}
