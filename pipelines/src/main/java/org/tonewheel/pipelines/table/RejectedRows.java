package org.tonewheel.pipelines.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;

/** The lines of {@code rejected/} about rows of a table, written as they are found. */
final class RejectedRows implements AutoCloseable {
  private final Path table;
  private final Path file;
  private final String stage;
  private BufferedWriter lines;
  private long count;
  private String first = "";

  RejectedRows(RunDirectory run, String stage, Path table) {
    this.table = table;
    this.stage = stage;
    this.file = run.rejected().resolve(PartFolder.name(0, 1, "jsonl"));
  }

  /** What a row of a file is called, after RFC 7111. */
  static String uri(Path table, long line) {
    return table + "#row=" + line;
  }

  void add(long line, String reason, String detail) throws IOException {
    if (lines == null) {
      Files.createDirectories(file.getParent());
      lines = Files.newBufferedWriter(file);
    }
    lines.write(Json.line(new RejectedRow(uri(table, line), stage, reason, detail, null)));
    lines.write('\n');
    first = count == 0 ? ", the first: " + detail : first;
    count++;
  }

  long count() {
    return count;
  }

  /** The first of them, for a message; empty where there is none. */
  String first() {
    return first;
  }

  /** Closes the file and describes it; nothing where no row was rejected. */
  List<Part> finish() throws IOException {
    close();
    return count == 0 ? List.of() : List.of(Part.of(file, count, null));
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
