package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.FoundFile;
import org.tonewheel.pipelines.storage.Glob;
import org.tonewheel.pipelines.storage.Storage;

/**
 * The files that a manifest names: a row each, with {@code path} or {@code uri}, {@code genre} and
 * further columns.
 *
 * <p>A path is relative to the manifest's folder, or to the input where no such file lies beside
 * the manifest. A manifest is data, of many rows that nobody reads, so it may name no file but
 * below the input, below its own folder, or below what the experiment lists as {@code roots}.
 */
final class Manifest {
  private static final String PATH = "path";
  private static final String URI = "uri";
  private static final String GENRE = "genre";

  private final Source source;
  private final Path input;
  private final LabelTable table;
  private final String pathColumn;
  private final List<Path> roots = new ArrayList<>();
  private final Map<Path, Entry> entries = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private int repeated;

  /** A row whose file was looked for. */
  record Entry(FoundFile file, String genre, Map<String, String> groups, String place) {}

  /**
   * Reads it and looks for its files.
   *
   * @throws StageException (78) if it is not there or lacks a column, (65) if a row cannot be meant
   */
  Manifest(Source source, Path input) throws IOException {
    this.source = source;
    this.input = input;
    table =
        LabelTable.read(
            Storage.resolve(input, source.manifest()).normalize(),
            "source '" + source.name() + "', manifest");
    pathColumn = pathColumn();
    roots.add(input);
    roots.add(table.file().getParent());
    for (String root : source.roots() == null ? List.<String>of() : source.roots()) {
      roots.add(Storage.resolve(input, root).normalize());
    }
    for (LabelTable.Row row : table.rows()) {
      add(row);
    }
    remark();
  }

  /** Its rows, each file once. */
  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** The columns that may serve as groups. */
  Set<String> columns() {
    return table.columns().stream()
        .filter(column -> !own().contains(column))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** What a person should know of it, in words. */
  List<String> remarks() {
    return remarks;
  }

  private String pathColumn() {
    List<String> columns = table.columns();
    boolean path = columns.contains(PATH);
    if (path == columns.contains(URI) || !columns.contains(GENRE)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s needs the columns path and genre (or uri and genre); it has %s"
              .formatted(table.file(), columns));
    }
    return path ? PATH : URI;
  }

  private Set<String> own() {
    return Set.of(pathColumn, GENRE);
  }

  private void add(LabelTable.Row row) throws IOException {
    for (String column : List.of(pathColumn, GENRE)) {
      if (row.of(column).isBlank()) {
        throw row.bad(column, "must not be empty");
      }
    }
    FoundFile file = find(row);
    Entry entry = new Entry(file, Glob.composed(row.of(GENRE)), row.without(own()), row.place());
    Entry other = entries.putIfAbsent(file.path(), entry);
    if (other == null) {
      if (isMissing(file)) {
        missing.add(row.place());
      }
    } else if (other.genre().equals(entry.genre()) && other.groups().equals(entry.groups())) {
      repeated++;
    } else {
      throw row.bad(
          pathColumn,
          "%s is listed twice, and with other values in %s; keep one of the two"
              .formatted(row.of(pathColumn), other.place()));
    }
  }

  /** The file of a row, which need not be there. */
  private FoundFile find(LabelTable.Row row) throws IOException {
    Path path = resolved(table.file().getParent(), row);
    FoundFile beside = spelled(path);
    if (!isMissing(beside)) {
      return regular(beside, row);
    }
    Path other = resolved(input, row);
    FoundFile below = other.equals(path) ? beside : spelled(other);
    return regular(isMissing(below) ? beside : below, row);
  }

  private Path resolved(Path folder, LabelTable.Row row) {
    Path path;
    try {
      path = Storage.resolve(folder, row.of(pathColumn)).normalize();
    } catch (InvalidPathException e) {
      throw row.bad(pathColumn, "no path: " + e.getMessage());
    }
    if (roots.stream().noneMatch(root -> isBelow(root, path))) {
      throw row.bad(
          pathColumn,
          ("%s lies neither below --input (%s) nor below the manifest's folder; give a folder above"
                  + " both as --input, or name its place under the source's `roots`")
              .formatted(path, input));
    }
    return path;
  }

  private static boolean isBelow(Path root, Path path) {
    return path.getFileSystem().equals(root.getFileSystem()) && path.startsWith(root);
  }

  /** The file, or one whose name has the same letters with their accents written the other way. */
  private static FoundFile spelled(Path path) throws IOException {
    FoundFile file = FoundFile.at(path);
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      String other = Normalizer.normalize(path.toString(), form);
      if (isMissing(file) && !other.equals(path.toString())) {
        FoundFile found = FoundFile.at(Storage.path(other));
        file = isMissing(found) ? file : found;
      }
    }
    return file;
  }

  /** Of a folder there is nothing to decode, and a device may have no end. */
  private FoundFile regular(FoundFile file, LabelTable.Row row) {
    Path path = file.path();
    if (Storage.isLocal(path) && Files.exists(path) && !Files.isRegularFile(path)) {
      throw row.bad(
          pathColumn, path + (Files.isDirectory(path) ? " is a folder" : " is no regular file"));
    }
    return file;
  }

  private static boolean isMissing(FoundFile file) {
    return file.size() == 0
        && file.modified() == 0
        && !(Storage.isLocal(file.path()) && Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS));
  }

  private void remark() {
    String name = "source '%s': %s".formatted(source.name(), table.file());
    if (repeated > 0) {
      remarks.add("%s names files again in %d rows; each counts once".formatted(name, repeated));
    }
    if (!missing.isEmpty()) {
      remarks.add(
          "%s names %d of %d files that are not there, the first in %s; each is rejected"
              .formatted(name, missing.size(), entries.size(), missing.get(0)));
    }
  }
}
