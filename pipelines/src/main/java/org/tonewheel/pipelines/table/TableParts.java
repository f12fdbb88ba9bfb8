package org.tonewheel.pipelines.table;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.Table;

/**
 * The parts of one kind of row, written side by side: part number = hash of the track mod {@link
 * #PARTS}. Rows come in the order of their tracks, so each part is sorted.
 */
final class TableParts<R> implements AutoCloseable {
  /** The same for every table, so that more rows move no row to another part. */
  static final int PARTS = 8;

  private final List<Path> files = new ArrayList<>();
  private final List<Table<R>.Writer> writers = new ArrayList<>();

  TableParts(Table<R> table, Path folder) throws IOException {
    for (int part = 0; part < PARTS; part++) {
      Path file = folder.resolve(PartFolder.name(part, PARTS, "parquet"));
      files.add(file);
      writers.add(table.write(file));
    }
  }

  /** Appends a row. */
  void add(String track, R row) throws IOException {
    int hash = Hashing.sha256().hashString(track, StandardCharsets.UTF_8).asInt();
    writers.get(Math.floorMod(hash, PARTS)).add(row);
  }

  /** Closes the files and describes those that have a row. */
  List<Part> finish() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      Part written = writers.get(part).finish(null);
      if (written.rows() > 0) {
        parts.add(written);
      } else {
        Files.deleteIfExists(files.get(part));
      }
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    for (Table<R>.Writer writer : writers) {
      writer.close();
    }
  }
}
