package org.tonewheel.pipelines.report.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.audio.Pcm;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.synthesis.SoundPicture;

/**
 * Draws a few tracks: from their samples, from their own pictures, or, where a run has not kept
 * them, from a picture set. Only those tracks' pages of the tables are read.
 */
final class TrackPictureReader {
  private final RunDirectory run;
  private final Experiment experiment;
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  TrackPictureReader(RunDirectory run, Experiment experiment) {
    this.run = run;
    this.experiment = experiment;
  }

  /** Returns pictures of one track of each genre, the first by id, and of these. */
  TrackPictures read(Tracks tracks, List<String> genres, Collection<String> named)
      throws IOException {
    if (experiment.table().isPresent()) {
      return TrackPictures.NONE;
    }
    Map<String, String> first = new TreeMap<>();
    for (TrackRow row : tracks.rows()) {
      first.putIfAbsent(row.genre(), row.track());
    }
    Map<String, String> ofGenre = new LinkedHashMap<>();
    for (String genre : genres) {
      if (first.containsKey(genre)) {
        ofGenre.put(genre, first.get(genre));
      }
    }
    Set<String> wanted = new LinkedHashSet<>(ofGenre.values());
    wanted.addAll(named);
    if (wanted.isEmpty()) {
      return TrackPictures.NONE;
    }
    Map<String, byte[]> drawn = new TreeMap<>();
    Excerpts excerpts = new Excerpts(experiment, ofGenre.values());
    Optional<Commit> audio = Commit.read(RunDirectory.commit(run.audio()));
    for (Part part : audio.map(Commit::parts).orElse(List.of())) {
      Path file = run.audio().resolve(part.file());
      if (!Files.exists(file)) {
        continue; // removed to save space, which its commit does not show
      }
      try (Table<AudioRow>.Reader reader = AudioRow.TABLE.readWhere(file, "track", wanted)) {
        for (AudioRow row = reader.next(); row != null; row = reader.next()) {
          put(drawn, row.track(), draw(row));
          excerpts.add(row);
        }
      }
    }
    wanted.removeAll(drawn.keySet());
    for (String set : wanted.isEmpty() ? Set.<String>of() : experiment.pictureSets().keySet()) {
      addImages(set, wanted, drawn);
    }
    ofGenre.values().removeIf(track -> !drawn.containsKey(track));
    return new TrackPictures(ofGenre, drawn, excerpts.made());
  }

  private void addImages(String set, Set<String> wanted, Map<String, byte[]> drawn)
      throws IOException {
    Optional<Commit> images = Commit.read(RunDirectory.commit(run.images(set)));
    for (Part part : images.map(Commit::parts).orElse(List.of())) {
      try (Table<ImageRow>.Reader reader =
          ImageRow.TABLE.readWhere(run.images(set).resolve(part.file()), "track", wanted)) {
        for (ImageRow row = reader.next(); row != null; row = reader.next()) {
          if (!drawn.containsKey(row.track())) {
            put(drawn, row.track(), small(row.png()));
          }
        }
      }
    }
  }

  private static void put(Map<String, byte[]> drawn, String track, Picture picture) {
    if (picture != null) {
      drawn.put(track, SamplePictures.coarse(picture).png());
    }
  }

  private Picture draw(AudioRow row) {
    if (row.picture() != null) {
      return small(row.picture());
    }
    return row.pcm().length == 0
        ? null
        : SoundPicture.draw(
            Pcm.values(row.pcm()),
            experiment.audio().sampleRate(),
            TrackPictures.WIDTH,
            TrackPictures.HEIGHT);
  }

  /** Null where it cannot be read: the page shows the track without. */
  private Picture small(byte[] file) {
    try {
      return decoder
          .decode(file)
          .croppedMargins()
          .resized(TrackPictures.WIDTH, TrackPictures.HEIGHT);
    } catch (PictureRejectedException e) {
      return null;
    }
  }
}
