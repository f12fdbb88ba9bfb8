package org.tonewheel.pipelines.features;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;

/** A part of the decoded audio and the rows of its tracks, in the same order. */
public record AudioPart(Part tracks, Part audio) implements Serializable {

  /**
   * The parts that ingest committed.
   *
   * @throws StageException (64) if the audio is not there
   */
  public static List<AudioPart> all(RunDirectory run) throws IOException {
    Commit tracks = Tracks.commit(run);
    Commit audio = Commit.read(RunDirectory.commit(run.audio())).orElse(tracks);
    if (!audio.isWhole(run.audio())) {
      throw new StageException(
          Exit.USAGE,
          "the decoded audio in %s is gone (audio.keep: false removes it when a run is complete);"
                  .formatted(run.audio())
              + " start another run with --fresh");
    }
    Map<Integer, Part> byNumber =
        audio.parts().stream().collect(Collectors.toMap(PartFolder::number, Function.identity()));
    return tracks.parts().stream()
        .map(part -> new AudioPart(part, byNumber.get(PartFolder.number(part))))
        .toList();
  }

  /** Told of each track with its decoded input. */
  public interface Reader<E extends Exception> {
    void read(TrackRow track, AudioRow input) throws IOException, E;
  }

  /** Reads the part, a track at a time. */
  public <E extends Exception> void read(RunDirectory run, Reader<E> each) throws IOException, E {
    try (Table<TrackRow>.Reader trackRows =
            TrackRow.TABLE.read(run.tracks().resolve(tracks.file()));
        Table<AudioRow>.Reader inputs = AudioRow.TABLE.read(run.audio().resolve(audio.file()))) {
      for (TrackRow track = trackRows.next(); track != null; track = trackRows.next()) {
        AudioRow input = inputs.next();
        if (input == null || !input.track().equals(track.track())) {
          throw new IOException(audio.file() + " does not fit " + tracks.file());
        }
        each.read(track, input);
      }
    }
  }

  int number() {
    return PartFolder.number(audio);
  }

  int count() {
    return PartFolder.count(audio);
  }
}
