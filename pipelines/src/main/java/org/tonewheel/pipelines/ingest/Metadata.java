package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/**
 * Further columns for the tracks of a folder, joined on a file's name without folder and extension.
 */
final class Metadata {
  private final Map<String, Map<String, String>> rows = new HashMap<>();
  private final Set<String> columns;
  private final String key;

  /** Reads it; {@code key} null: the column {@code track}, else the first. */
  Metadata(CsvTable csv, String key) throws IOException {
    List<CSVRecord> records = new ArrayList<>();
    List<String> header = csv.read(records::add);
    if (header.isEmpty()) {
      throw new StageException(
          Exit.CONFIGURATION, csv.file() + " is empty; it needs a header and a row for each track");
    }
    String keyColumn = key != null ? key : header.contains("track") ? "track" : header.get(0);
    if (!header.contains(keyColumn)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s has no column '%s'; it has %s".formatted(csv.file(), keyColumn, header));
    }
    for (CSVRecord record : records) {
      String name = composed(record.get(keyColumn));
      if (rows.put(name, values(record, Set.of(keyColumn))) != null) {
        throw new StageException(
            Exit.BAD_DATA,
            "%s, row %d: '%s' stands twice in column '%s'"
                .formatted(csv.file(), record.getRecordNumber(), name, keyColumn));
      }
    }
    this.key = keyColumn;
    columns =
        header.stream()
            .filter(column -> !column.equals(keyColumn))
            .collect(ImmutableSet.toImmutableSet());
  }

  /** The row's values without some columns; an empty value counts as unknown and is left out. */
  static Map<String, String> values(CSVRecord record, Set<String> without) {
    Map<String, String> values = new TreeMap<>(record.toMap());
    values.keySet().removeAll(without);
    values.values().removeIf(String::isBlank);
    return values;
  }

  /** The column that file names are looked up in. */
  String key() {
    return key;
  }

  boolean has(FileEntry file) {
    return rows.containsKey(composed(MoreFiles.getNameWithoutExtension(Path.of(file.path()))));
  }

  Map<String, String> of(Path file) {
    return rows.getOrDefault(composed(MoreFiles.getNameWithoutExtension(file)), Map.of());
  }

  /** Some file systems keep an accent apart from its letter, and few tables do. */
  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  Set<String> columns() {
    return columns;
  }
}
