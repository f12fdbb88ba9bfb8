package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/**
 * A file of labels that an experiment names, a manifest or metadata: CSV with a header, or JSON
 * Lines, an object a line.
 *
 * @param file where it lies
 * @param columns in the order of the header, or in which objects first have them
 * @param rows in the file's order
 */
record LabelTable(Path file, List<String> columns, List<Row> rows) {
  /** It is held whole; of usual rows this is some millions. */
  private static final long MOST_BYTES = 256L << 20;

  private static final Set<String> JSON_LINES = Set.of("jsonl", "ndjson");

  LabelTable {
    columns = ImmutableList.copyOf(columns);
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param place the file and the row or line, for messages
   * @param values by column; in a row of CSV every column has one
   */
  record Row(String place, Map<String, String> values) {

    /** The value of a column, empty where it has none. */
    String of(String column) {
      return values.getOrDefault(column, "");
    }

    /** The values without some columns; an empty one counts as unknown and is left out. */
    Map<String, String> without(Set<String> left) {
      Map<String, String> rest = new TreeMap<>(values);
      rest.keySet().removeAll(left);
      rest.values().removeIf(String::isBlank);
      return rest;
    }

    StageException bad(String column, String what) {
      return new StageException(
          Exit.BAD_DATA, "%s, column '%s': %s".formatted(place, column, what));
    }
  }

  /** Whether a file's name says that it is one. */
  static boolean isNamedSo(String file) {
    String extension = MoreFiles.getFileExtension(Path.of(file)).toLowerCase(Locale.ROOT);
    return extension.equals("csv") || JSON_LINES.contains(extension);
  }

  /**
   * Reads one.
   *
   * @param what the field of the experiment that names it, for messages
   * @throws StageException (78) if it is not there, (65) if it is none
   */
  static LabelTable read(Path file, String what) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s: %s is not a file; paths are relative to --input".formatted(what, file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new StageException(
          Exit.BAD_DATA,
          "%s: %s has more than %d MiB; divide it among several sources"
              .formatted(what, file, MOST_BYTES >> 20));
    }
    String extension = MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      skipByteOrderMark(reader);
      return JSON_LINES.contains(extension)
          ? JsonLines.read(file, reader)
          : CsvTable.read(file, reader, what);
    } catch (CharacterCodingException e) {
      throw new StageException(Exit.BAD_DATA, file + " is not UTF-8 text; save it as UTF-8", e);
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }
}
