package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.Glob;

/**
 * Further columns for the tracks of a folder, joined on a file's name without folder and extension.
 */
final class Metadata {
  private final Map<String, Map<String, String>> rows = new HashMap<>();
  private final Set<String> columns;
  private final String key;

  /** Takes them from a table; {@code key} null: the column {@code track}, else the first. */
  Metadata(LabelTable table, String key) {
    if (table.columns().isEmpty()) {
      throw new StageException(
          Exit.CONFIGURATION,
          table.file() + " is empty; it needs columns, and a row for each track");
    }
    String keyColumn =
        key != null ? key : table.columns().contains("track") ? "track" : table.columns().get(0);
    if (!table.columns().contains(keyColumn)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s has no column '%s'; it has %s".formatted(table.file(), keyColumn, table.columns()));
    }
    for (LabelTable.Row row : table.rows()) {
      String name = Glob.composed(row.of(keyColumn));
      if (rows.put(name, row.without(Set.of(keyColumn))) != null) {
        throw row.bad(keyColumn, "'" + name + "' stands twice");
      }
    }
    this.key = keyColumn;
    columns =
        table.columns().stream()
            .filter(column -> !column.equals(keyColumn))
            .collect(ImmutableSet.toImmutableSet());
  }

  /** The column that file names are looked up in. */
  String key() {
    return key;
  }

  boolean has(FileEntry file) {
    return rows.containsKey(name(Path.of(file.path())));
  }

  Map<String, String> of(Path file) {
    return rows.getOrDefault(name(file), Map.of());
  }

  /** Some file systems keep an accent apart from its letter, and few tables do. */
  private static String name(Path file) {
    return Glob.composed(MoreFiles.getNameWithoutExtension(file));
  }

  Set<String> columns() {
    return columns;
  }
}
