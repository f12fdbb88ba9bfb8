package org.tonewheel.pipelines.splits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitCheck;
import org.tonewheel.sampling.SplitException;
import org.tonewheel.sampling.TrackEntry;

/** A committed split, read and held to its promise. */
public final class SplitFile {
  private SplitFile() {}

  /** Writes rows to a file. */
  static Part write(Path file, List<Assignment> rows) throws IOException {
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(file)) {
      for (Assignment row : rows) {
        writer.add(
            new SplitRow(
                row.track(),
                row.segment(),
                row.fold(),
                row.side().name().toLowerCase(Locale.ROOT)));
      }
      return writer.finish(null);
    }
  }

  /**
   * Reads the rows of one source's tracks and checks them against the tracks, whoever wrote them.
   *
   * @throws StageException (65) if a track, a repeat of it, or a group lies on two sides though the
   *     split promises otherwise; (64) if the split is not there
   */
  public static List<Assignment> checked(
      RunDirectory run, Experiment experiment, Tracks tracks, String name, String source)
      throws IOException {
    Split split = experiment.splits().get(name);
    Set<String> own =
        tracks.of(source).rows().stream().map(TrackRow::track).collect(Collectors.toSet());
    List<Assignment> rows = new ArrayList<>();
    try (Table<SplitRow>.Reader reader =
        SplitRow.TABLE.read(run.splits().resolve(part(run, name).file()))) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        if (own.contains(row.track())) {
          rows.add(
              new Assignment(
                  row.track(),
                  row.segment(),
                  row.fold(),
                  Side.valueOf(row.side().toUpperCase(Locale.ROOT))));
        }
      }
    }
    try {
      verify(
          Divided.tracks(experiment, split, tracks, source),
          Repeats.of(run, tracks.of(source).rows()),
          rows,
          split);
    } catch (SplitException e) {
      throw new StageException(Exit.BAD_DATA, "split '%s': %s".formatted(name, e.getMessage()), e);
    }
    return rows;
  }

  /**
   * Tracks of one source as independent observations: groups that share a recording have become
   * one, and under protocols without groups so have tracks that are the same recording.
   *
   * @param entries from {@link Divided#tracks}
   */
  public static List<TrackEntry> joined(
      RunDirectory run, Tracks tracks, String source, List<TrackEntry> entries) throws IOException {
    return Repeats.of(run, tracks.of(source).rows()).joined(entries);
  }

  /** Who is divided by a split: the tracks of a source. */
  public record Use(String split, String source) {}

  /**
   * Checks splits as {@link #checked} does, each once.
   *
   * @throws StageException as there
   */
  public static void check(RunDirectory run, Experiment experiment, Stream<Use> uses)
      throws IOException {
    Tracks tracks = Tracks.read(run);
    for (Use use : uses.distinct().toList()) {
      checked(run, experiment, tracks, use.split(), use.source());
    }
  }

  /**
   * Checks the rows of one source's tracks.
   *
   * @throws SplitException if they break what the split promises
   */
  static void verify(
      List<TrackEntry> entries, Repeats repeats, List<Assignment> rows, Split split) {
    SplitCheck.verify(entries, rows, Divided.protocol(split));
    if (Divided.protocol(split).safe()) {
      repeats.verify(rows);
    }
  }

  /** The hash of a split's rows. */
  public static String content(RunDirectory run, String name) throws IOException {
    return part(run, name).content();
  }

  private static Part part(RunDirectory run, String name) throws IOException {
    return Commit.read(RunDirectory.commit(run.splits()))
        .flatMap(
            commit ->
                commit.parts().stream()
                    .filter(part -> part.file().equals(fileName(name)))
                    .findFirst())
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    "split '%s' is not in %s yet; run `tonewheel ingest` for it first"
                        .formatted(name, run.path())));
  }

  static String fileName(String name) {
    return name + ".parquet";
  }
}
