package org.tonewheel.pipelines.table;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.TableRow;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.table.ParsedRow;
import org.tonewheel.table.RowReason;
import org.tonewheel.table.TableException;
import org.tonewheel.table.TableRowReader;

/**
 * The first stage where the input is a table: types every row of its file and leaves it as a track
 * and a row of values. The file is read once, from beginning to end, by the program that starts the
 * stages; a row is held at a time, and what the writers of the parts buffer.
 */
public final class TableIngest {
  /** Grows when the same file and columns give other rows than before. */
  private static final int TABLE_VERSION = 1;

  /** Tracks are held whole by later stages, at about 600 bytes each. */
  static final int MOST_ROWS = 1_000_000;

  /** Longer text is none that a column of numbers, categories, genres or groups has. */
  static final int MOST_CELL_CHARACTERS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableIngest.class);

  private final Run run;
  private final String stage;
  private final RunDirectory directory;
  private final Experiment experiment;

  /**
   * An ingest of a run on a table.
   *
   * @param stage the stage's name
   */
  public TableIngest(Run run, String stage) {
    this.run = run;
    this.stage = stage;
    this.directory = run.directory();
    this.experiment = run.experiment();
  }

  /**
   * Ingests the file as it is now.
   *
   * @param listing of the file's name, size and time
   * @throws StageException (78) if its header does not fit the experiment, (65) if it is broken,
   *     has too many rows, or leaves a genre without a row
   */
  public StageResult ingest(TableFile file, String listing) throws Exception {
    String fingerprint =
        Fingerprint.of(stage, TABLE_VERSION)
            .with("file", listing)
            .with("table", file.source())
            .with("genres", experiment.genres())
            .hex();
    return new Stage(directory, stage, fingerprint)
        .run(() -> isWhole(file, fingerprint), lease -> ingest(file, fingerprint, lease));
  }

  private boolean isWhole(TableFile file, String fingerprint) throws IOException {
    Commit rejected = Commit.read(directory.rejectedCommit(stage)).orElse(null);
    return rejected != null
        && rejected.isWhole(directory.rejected())
        && Commit.isWhole(directory.tracks(), fingerprint)
        && Commit.isWhole(rows(file), fingerprint);
  }

  private Path rows(TableFile file) {
    return directory.rows(file.source().name());
  }

  private Map<String, Long> ingest(TableFile file, String fingerprint, Lease lease)
      throws IOException {
    for (Path folder : List.of(directory.tracks(), rows(file), directory.rejected())) {
      PartFolder.sweep(folder);
    }
    TableTally tally = new TableTally();
    try (CsvRows csv = new CsvRows(file.path());
        TableParts<TrackRow> tracks = new TableParts<>(TrackRow.TABLE, directory.tracks());
        TableParts<TableRow> rows = new TableParts<>(TableRow.TABLE, rows(file));
        RejectedRows rejected = new RejectedRows(directory, stage, file.path())) {
      read(file, csv, tracks, rows, rejected, tally);
      checkGenres(tally.genres(), rejected);
      List<Part> trackParts = tracks.finish();
      List<Part> rowParts = rows.finish();
      List<Part> rejectedParts = rejected.finish();
      lease.check();
      PartFolder.commit(
          directory.rejected(), directory.rejectedCommit(stage), fingerprint, rejectedParts);
      PartFolder.commit(rows(file), RunDirectory.commit(rows(file)), fingerprint, rowParts);
      PartFolder.commit(
          directory.tracks(), RunDirectory.commit(directory.tracks()), fingerprint, trackParts);
    }
    Map<String, Long> counts = tally.counts();
    LOG.info("{}: {}", file.path().getFileName(), counts);
    return counts;
  }

  private void read(
      TableFile file,
      CsvRows csv,
      TableParts<TrackRow> tracks,
      TableParts<TableRow> rows,
      RejectedRows rejected,
      TableTally tally)
      throws IOException {
    TableRowReader reader = file.reader(csv);
    for (CsvRows.Row row = csv.next(); row != null; row = csv.next()) {
      if (Interruption.asked()) {
        throw new StoppedException("ingest was asked to stop");
      }
      if (tally.read() > MOST_ROWS) {
        throw new StageException(
            Exit.BAD_DATA,
            "%s has more than %d rows, which is what fits a machine's memory as tracks; draw a sample"
                .formatted(file.path(), MOST_ROWS));
      }
      int tooLong = tooLong(row.cells());
      if (tooLong >= 0) {
        tally.rejected(RowReason.LONG_CELL.code());
        String column = tooLong < csv.header().size() ? csv.header().get(tooLong) : "";
        rejected.add(
            row.line(),
            RowReason.LONG_CELL.code(),
            "row %d, column `%s`: a cell of %d characters, and %d are the most"
                .formatted(
                    row.line(), column, row.cells().get(tooLong).length(), MOST_CELL_CHARACTERS));
        continue;
      }
      ParsedRow parsed = parse(file, reader, row);
      switch (parsed.state()) {
        case BLANK -> tally.blank();
        case REJECTED -> {
          tally.rejected(parsed.problem().reason().code());
          rejected.add(row.line(), parsed.problem().reason().code(), parsed.problem().detail());
        }
        case USABLE -> {
          if (experiment.genres().isEmpty() || experiment.genres().contains(parsed.label())) {
            tally.used(parsed);
            String track = track(row.line());
            tracks.add(track, trackRow(file, track, parsed));
            rows.add(track, new TableRow(track, parsed.label(), parsed.values()));
          } else {
            tally.ofOtherGenre();
          }
        }
      }
    }
  }

  private static ParsedRow parse(TableFile file, TableRowReader reader, CsvRows.Row row) {
    try {
      return reader.read(row.cells(), row.line());
    } catch (TableException e) {
      throw new StageException(Exit.BAD_DATA, file.path() + ", " + e.getMessage(), e);
    }
  }

  private static int tooLong(List<String> cells) {
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cells.get(cell).length() > MOST_CELL_CHARACTERS) {
        return cell;
      }
    }
    return -1;
  }

  /** The line that the row begins in, in the order of which ids are sorted. */
  static String track(long line) {
    return "%08d".formatted(line);
  }

  private static TrackRow trackRow(TableFile file, String track, ParsedRow row) {
    return new TrackRow(
        track,
        file.source().name(),
        row.label(),
        RejectedRows.uri(file.path(), row.row()),
        row.repeatKey(),
        0,
        0,
        0,
        ImmutableMap.<String, String>builder()
            .putAll(row.groups())
            .put(Source.REPEAT, row.repeatKey())
            .buildOrThrow());
  }

  private void checkGenres(Set<String> found, RejectedRows rejected) {
    Set<String> lost = new TreeSet<>(Sets.difference(Set.copyOf(experiment.genres()), found));
    if (!lost.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA,
          "genres: no usable row of %s in %s; %d rows were rejected"
              .formatted(lost, run.info().input(), rejected.count()));
    }
    if (found.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA,
          "%s has no usable row; %d rows were rejected%s"
              .formatted(run.info().input(), rejected.count(), rejected.first()));
    }
  }
}
