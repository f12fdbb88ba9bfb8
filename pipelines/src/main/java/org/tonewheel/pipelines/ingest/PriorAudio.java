package org.tonewheel.pipelines.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * What an earlier ingest of the same run decoded, found by content hash. The hash leads to the
 * part, so nothing but one part's rows is held.
 */
final class PriorAudio implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RunDirectory run;
  private final HashMap<Integer, Part> tracks = new HashMap<>();
  private final HashMap<Integer, Part> audio = new HashMap<>();
  private final HashMap<Integer, Part> fingerprints = new HashMap<>();
  private final int parts;

  private PriorAudio(RunDirectory run, int parts) {
    this.run = run;
    this.parts = parts;
  }

  /** What the run holds; nothing where it holds no whole ingest. */
  static PriorAudio of(RunDirectory run) throws IOException {
    Optional<Commit> tracks = Commit.read(RunDirectory.commit(run.tracks()));
    Optional<Commit> audio = Commit.read(RunDirectory.commit(run.audio()));
    if (tracks.isEmpty()
        || audio.isEmpty()
        || !tracks.get().fingerprint().equals(audio.get().fingerprint())
        || !tracks.get().isWhole(run.tracks())
        || !audio.get().isWhole(run.audio())
        || tracks.get().parts().isEmpty()) {
      return new PriorAudio(run, 0);
    }
    PriorAudio prior = new PriorAudio(run, PartFolder.count(tracks.get().parts().get(0)));
    tracks.get().parts().forEach(part -> prior.tracks.put(PartFolder.number(part), part));
    audio.get().parts().forEach(part -> prior.audio.put(PartFolder.number(part), part));
    Optional<Commit> fingerprints = Commit.read(RunDirectory.commit(run.fingerprints()));
    if (fingerprints.isPresent()
        && fingerprints.get().fingerprint().equals(tracks.get().fingerprint())
        && fingerprints.get().isWhole(run.fingerprints())) {
      fingerprints
          .get()
          .parts()
          .forEach(part -> prior.fingerprints.put(PartFolder.number(part), part));
    }
    return prior;
  }

  /** The tracks, audio and fingerprints of a part made from exactly this, if they are there. */
  Optional<List<Part>> samePart(int number, int count, String fingerprint, String marking) {
    Part track = tracks.get(number);
    Part pcm = audio.get(number);
    Part marks = fingerprints.get(number);
    return parts == count
            && track != null
            && pcm != null
            && marks != null
            && fingerprint.equals(pcm.fingerprint())
            && marking.equals(marks.fingerprint())
        ? Optional.of(List.of(track, pcm, marks))
        : Optional.empty();
  }

  /** Rows of the earlier ingest in the parts of these hashes, by {@link HashedFile#key()}. */
  Map<String, TrackRow> rows(Iterable<String> hashes, String decoding) throws IOException {
    Map<String, TrackRow> rows = new HashMap<>();
    Map<Integer, Boolean> read = new HashMap<>();
    for (String sha256 : parts == 0 ? List.<String>of() : hashes) {
      int number = HashedFile.part(sha256, parts);
      Part part = tracks.get(number);
      if (part == null || read.put(number, true) != null || !part.fingerprint().equals(decoding)) {
        continue;
      }
      try (Table<TrackRow>.Reader reader = TrackRow.TABLE.read(file(run.tracks(), part))) {
        for (TrackRow row = reader.next(); row != null; row = reader.next()) {
          rows.put(HashedFile.key(row.sha256(), row.isPicture()), row);
        }
      }
    }
    return rows;
  }

  /** How long the tracks of such a part are together. */
  double seconds(Part part) throws IOException {
    double seconds = 0;
    try (Table<TrackRow>.Reader reader = TrackRow.TABLE.read(file(run.tracks(), part))) {
      for (TrackRow row = reader.next(); row != null; row = reader.next()) {
        seconds += row.seconds();
      }
    }
    return seconds;
  }

  /** The samples or the picture of such a row. */
  AudioRow input(TrackRow row) throws IOException {
    Part part = audio.get(HashedFile.part(row.sha256(), parts));
    try (Table<AudioRow>.Reader reader =
        AudioRow.TABLE.readWhere(file(run.audio(), part), "track", row.track())) {
      AudioRow found = reader.next();
      if (found == null) {
        throw new IOException(part.file() + " lacks the audio of " + row.track());
      }
      return found;
    }
  }

  private static Path file(Path folder, Part part) {
    return folder.resolve(part.file());
  }
}
