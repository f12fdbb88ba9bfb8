package org.tonewheel.pipelines.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.RowSettings;
import org.tonewheel.pipelines.experiment.Source;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.FoundFile;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.pipelines.table.TableFile;

/** Finds the labelled files of an experiment: a folder a genre, a glob, a manifest, or a table. */
public final class Lister {
  private final Experiment experiment;
  private final Path input;
  private final List<FileEntry> found = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  private Lister(Experiment experiment, Path input) {
    this.experiment = experiment;
    this.input = input.toAbsolutePath().normalize();
  }

  /**
   * Lists the input.
   *
   * @throws StageException (78) if a source, its metadata or a split's list is not there or a
   *     split's column is in no source, (65) if there is no track or two tracks have one id
   */
  public static Listing list(Experiment experiment, Path input) throws IOException {
    return new Lister(experiment, input).list();
  }

  private Listing list() throws IOException {
    if (experiment.table().isPresent()) {
      return table(TableFile.of(experiment, input));
    }
    // Elsewhere than on this machine a folder is the files below it, which are listed once.
    if (Storage.isLocal(input) && !Files.isDirectory(input)) {
      throw new StageException(Exit.USAGE, "--input=" + input + " is not a folder");
    }
    for (Source source : experiment.sources()) {
      if (source.folder() != null) {
        folder(source);
      } else if (source.glob() != null) {
        glob(source);
      } else {
        manifest(source);
      }
    }
    new SplitNeeds(experiment, input, columns).check();
    List<FileEntry> files = new Selection(experiment).apply(named(found));
    if (files.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA,
          "no labelled files under %s; a folder source holds a folder for each genre with files"
                  .formatted(input)
              + " ending in "
              + experiment.sources().stream()
                  .flatMap(source -> SourceFiles.extensions(source.content()).stream())
                  .distinct()
                  .collect(joining(", ")));
    }
    return new Listing(files, columns, remarks);
  }

  /** The one file of a table, once its header fits; its rows are no files. */
  private Listing table(TableFile table) throws IOException {
    table.checkHeader();
    Source source = table.source();
    FoundFile file = table.file();
    String name = file.path().getFileName().toString();
    return new Listing(
        List.of(
            new FileEntry(
                source.name(),
                null,
                name,
                "",
                file.path().toString(),
                file.size(),
                file.modified(),
                Map.of())),
        Map.of(source.name(), RowSettings.groups(source)),
        List.of());
  }

  private void folder(Source source) throws IOException {
    Path root = Storage.resolve(input, source.folder()).normalize();
    List<FoundFile> files =
        files(source, root, "source '%s': folder %s is not there; paths are relative to --input");
    Metadata metadata = metadata(source);
    for (FoundFile file : files) {
      Path relative = root.relativize(file.path());
      if (relative.getNameCount() > 1) { // a file beside the genre folders has no genre
        add(source, file, relative.getName(0).toString(), metadata);
      }
    }
    checkMatches(source, metadata);
  }

  private void glob(Source source) throws IOException {
    // The walk starts at the last folder before a wildcard, so `../elsewhere/*.wav` works too.
    int wildcard = source.glob().length();
    for (char special : "*?[{".toCharArray()) {
      int at = source.glob().indexOf(special);
      wildcard = at < 0 ? wildcard : Math.min(wildcard, at);
    }
    int slash = source.glob().lastIndexOf('/', wildcard);
    Path root =
        slash < 0 ? input : Storage.resolve(input, source.glob().substring(0, slash)).normalize();
    List<FoundFile> files =
        files(
            source, root, "source '%s': no folder %s for its glob; paths are relative to --input");
    PathMatcher matcher =
        root.getFileSystem().getPathMatcher("glob:" + source.glob().substring(slash + 1));
    Metadata metadata = metadata(source);
    for (FoundFile file : files) {
      if (matcher.matches(root.relativize(file.path()))) {
        add(source, file, file.path().getParent().getFileName().toString(), metadata);
      }
    }
    checkMatches(source, metadata);
  }

  private static List<FoundFile> files(Source source, Path root, String missing)
      throws IOException {
    boolean local = Storage.isLocal(root);
    if (local && !Files.isDirectory(root)) {
      throw new StageException(Exit.CONFIGURATION, missing.formatted(source.name(), root));
    }
    List<FoundFile> files = SourceFiles.below(root, source.content());
    if (!local && files.isEmpty()) {
      throw new StageException(Exit.CONFIGURATION, missing.formatted(source.name(), root));
    }
    return files;
  }

  /** Metadata that fits no file would quietly make every track a group of its own. */
  private void checkMatches(Source source, Metadata metadata) {
    List<FileEntry> own =
        found.stream().filter(file -> file.source().equals(source.name())).toList();
    long matched = metadata == null ? 0 : own.stream().filter(file -> metadata.has(file)).count();
    if (metadata == null || own.isEmpty() || matched == own.size()) {
      return;
    }
    if (matched == 0) {
      throw new StageException(
          Exit.CONFIGURATION,
          ("source '%s': %s has a row for none of its %d files; its column '%s' must hold their"
                  + " names without folder and extension, such as '%s'")
              .formatted(
                  source.name(),
                  source.metadata(),
                  own.size(),
                  metadata.key(),
                  MoreFiles.getNameWithoutExtension(Path.of(own.get(0).path()))));
    }
    remarks.add(
        "source '%s': %s has a row for %d of %d files; each of the others is a group of its own"
            .formatted(source.name(), source.metadata(), matched, own.size()));
  }

  private void manifest(Source source) throws IOException {
    CsvTable csv =
        new CsvTable(
            Storage.resolve(input, source.manifest()).normalize(),
            "source '" + source.name() + "', manifest");
    Set<String> own = Set.of("path", "genre");
    List<CSVRecord> records = new ArrayList<>();
    List<String> header = csv.read(records::add);
    if (!header.containsAll(own)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s needs the columns path and genre; it has %s".formatted(csv.file(), header));
    }
    for (CSVRecord record : records) {
      String where = csv.file() + ", row " + record.getRecordNumber();
      String genre = record.get("genre");
      if (record.get("path").isBlank() || genre.isBlank()) {
        throw new StageException(Exit.BAD_DATA, where + ": path and genre must not be empty");
      }
      Path file;
      try {
        file = Storage.resolve(csv.file().getParent(), record.get("path")).normalize();
      } catch (InvalidPathException e) {
        throw new StageException(Exit.BAD_DATA, where + ": no path: " + e.getMessage(), e);
      }
      found.add(entry(source, FoundFile.at(file), genre, Metadata.values(record, own)));
    }
    columns.put(
        source.name(),
        header.stream().filter(c -> !own.contains(c)).collect(ImmutableSet.toImmutableSet()));
  }

  private Metadata metadata(Source source) throws IOException {
    if (source.metadata() == null) {
      columns.put(source.name(), Set.of());
      return null;
    }
    Metadata metadata =
        new Metadata(
            new CsvTable(
                Storage.resolve(input, source.metadata()).normalize(),
                "source '" + source.name() + "', metadata"),
            source.key());
    columns.put(source.name(), metadata.columns());
    return metadata;
  }

  private void add(Source source, FoundFile file, String genre, Metadata metadata) {
    found.add(entry(source, file, genre, metadata == null ? Map.of() : metadata.of(file.path())));
  }

  private FileEntry entry(Source source, FoundFile file, String genre, Map<String, String> groups) {
    return new FileEntry(
        source.name(),
        source.content(),
        relative(file.path()),
        genre,
        file.path().toString(),
        file.size(),
        file.modified(),
        groups);
  }

  /** The path below the input, or the whole path of a file in another place. */
  private String relative(Path file) {
    boolean same = file.getFileSystem().equals(input.getFileSystem());
    return (same ? input.relativize(file) : file).toString().replace('\\', '/');
  }

  /** Drops extensions where that leaves ids apart, and checks that ids are unique. */
  private static List<FileEntry> named(List<FileEntry> files) {
    Map<String, List<FileEntry>> bySame =
        files.stream().collect(groupingBy(file -> withoutExtension(file.track())));
    Set<String> whole = files.stream().map(FileEntry::track).collect(toSet());
    Map<String, FileEntry> byTrack = new HashMap<>();
    for (FileEntry file : files) {
      String shorter = withoutExtension(file.track());
      // `a.wav.flac` must not take the id that `a.wav` may have beside `a.mp3`.
      boolean alone =
          !whole.contains(shorter)
              && bySame.get(shorter).stream().allMatch(other -> other.path().equals(file.path()));
      FileEntry named = alone ? file.withTrack(shorter) : file;
      FileEntry other = byTrack.put(named.track(), named);
      if (other != null) {
        throw new StageException(
            Exit.BAD_DATA,
            "%s is listed twice (sources '%s' and '%s'); a track belongs to one source, once"
                .formatted(file.path(), other.source(), file.source()));
      }
    }
    return byTrack.values().stream().sorted(Comparator.comparing(FileEntry::track)).toList();
  }

  private static String withoutExtension(String track) {
    String extension = MoreFiles.getFileExtension(Path.of(track));
    return extension.isEmpty()
        ? track
        : track.substring(0, track.length() - extension.length() - 1);
  }
}
