package org.tonewheel.pipelines.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.FoundFile;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.table.TableException;
import org.tonewheel.table.TableLayout;
import org.tonewheel.table.TableRowReader;

/**
 * The file of a source that is a table.
 *
 * @param source the source
 * @param file where it lies, its size and time
 */
public record TableFile(Source source, FoundFile file) {
  private static final int SAMPLE_BYTES = 1 << 18;

  /**
   * Looks for the table of an experiment that has one.
   *
   * @param input what its path is relative to, or the file itself
   * @throws StageException (78) if there is no such file
   */
  public static TableFile of(Experiment experiment, Path input) throws IOException {
    Source source = experiment.table().orElseThrow();
    Path path = Storage.resolve(input, source.table()).normalize();
    boolean folder = Storage.isLocal(path) && Files.isDirectory(path);
    FoundFile file = FoundFile.at(path);
    if (folder || (Storage.isLocal(path) && !Files.isRegularFile(path)) || file.size() == 0) {
      String what = folder ? "is a folder" : Files.exists(path) ? "is empty" : "is not there";
      throw new StageException(
          Exit.CONFIGURATION,
          ("source '%s': the table %s %s; give the file as --input and `table: .`, or its name"
                  + " relative to --input")
              .formatted(source.name(), path, what));
    }
    return new TableFile(source, file);
  }

  /** Its path. */
  public Path path() {
    return file.path();
  }

  /** Its columns as the experiment declares them. */
  public TableLayout layout() {
    return RowSettings.layout(source);
  }

  /**
   * Holds its header against the experiment.
   *
   * @throws StageException (78) if they do not fit, (65) if the file is broken there
   */
  public void checkHeader() throws IOException {
    try (CsvRows rows = new CsvRows(path())) {
      reader(rows);
    }
  }

  /** What makes typed rows of its cells. */
  TableRowReader reader(CsvRows rows) {
    try {
      return new TableRowReader(layout(), rows.header());
    } catch (TableException e) {
      throw new StageException(Exit.CONFIGURATION, "%s, %s".formatted(path(), e.getMessage()), e);
    }
  }

  /** About how many rows it has, by the length of its first lines. */
  public long rowsAbout() throws IOException {
    byte[] sample;
    try (InputStream in = Files.newInputStream(path())) {
      sample = in.readNBytes(SAMPLE_BYTES);
    }
    long lines = 0;
    for (byte b : sample) {
      lines += b == '\n' ? 1 : 0;
    }
    long all = Math.round((double) file.size() * lines / Math.max(1, sample.length));
    return Math.max(1, all - 1);
  }
}
