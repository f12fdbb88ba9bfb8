package org.tonewheel.pipelines.ingest;

import static java.util.stream.Collectors.joining;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.FoundFile;
import org.tonewheel.pipelines.storage.Glob;
import org.tonewheel.pipelines.storage.InputPlace;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.pipelines.table.TableFile;

/** Finds the labelled files of an experiment: a folder a genre, a glob, a manifest, or a table. */
public final class Lister {
  private final Experiment experiment;
  private final Path given;
  private final InputPlace place;
  private final Path input;
  private final List<FileEntry> found = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> usual = new ArrayList<>();
  private int passedOver;
  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  private Lister(Experiment experiment, Path input) {
    this.experiment = experiment;
    this.given = input.toAbsolutePath().normalize();
    this.place = InputPlace.of(input);
    this.input = place.folder();
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
      return table(TableFile.of(experiment, given));
    }
    for (Source source : InputSources.of(experiment, place)) {
      if (source.folder() != null) {
        folder(source);
      } else if (source.glob() != null) {
        glob(source);
      } else {
        manifest(source);
      }
    }
    new SplitNeeds(experiment, input, columns).check();
    Selection selection = new Selection(experiment, remarks);
    List<FileEntry> files = selection.apply(TrackIds.named(found));
    if (files.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA,
          "no labelled files under %s; a folder source holds a folder for each genre with files"
                  .formatted(given)
              + " ending in "
              + experiment.sources().stream()
                  .flatMap(source -> SourceFiles.extensions(source.content()).stream())
                  .distinct()
                  .collect(joining(", "))
              + remarks.stream().map(remark -> "\n" + remark).collect(joining()));
    }
    return new Listing(files, columns, remarks, usual, passedOver);
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
        List.of(),
        List.of(),
        0);
  }

  private void folder(Source source) throws IOException {
    Path root = Storage.resolve(input, source.folder()).normalize();
    PassedOver others = new PassedOver(source.name());
    List<FoundFile> files =
        files(
            source,
            root,
            others,
            "source '%s': folder %s is not there; paths are relative to --input");
    Metadata metadata = metadata(source);
    Set<String> genres = new HashSet<>();
    for (FoundFile file : files) {
      Path relative = root.relativize(file.path());
      if (relative.getNameCount() > 1) {
        genres.add(relative.getName(0).toString());
        add(source, file, relative.getName(0).toString(), metadata);
      } else {
        others.withoutGenre(file.path());
      }
    }
    remark(others);
    remarkEmpty(source, root, genres);
    checkMatches(source, metadata);
  }

  /** A genre that has no file is none, and may be missed only in the report. */
  private void remarkEmpty(Source source, Path root, Set<String> genres) throws IOException {
    if (genres.isEmpty() || !Storage.isLocal(root)) {
      return;
    }
    List<String> empty;
    try (Stream<Path> folders = Files.list(root)) {
      empty =
          folders
              .filter(folder -> !PassedOver.isHidden(folder) && Files.isDirectory(folder))
              .map(folder -> folder.getFileName().toString())
              .filter(name -> !genres.contains(name))
              .sorted()
              .toList();
    }
    if (!empty.isEmpty()) {
      remarks.add(
          "source '%s': no file to read in %s, so there is no such genre"
              .formatted(source.name(), empty));
    }
  }

  private void glob(Source source) throws IOException {
    Glob glob = Glob.of(source.glob());
    // The walk starts at the last folder before a wildcard, so `../elsewhere/*.wav` works too.
    Path root = glob.folder().isEmpty() ? input : Storage.resolve(input, glob.folder()).normalize();
    PassedOver others = new PassedOver(source.name());
    List<FoundFile> files =
        files(
            source,
            root,
            others,
            "source '%s': no folder %s for its glob; paths are relative to --input");
    PathMatcher matcher = glob.matcher();
    Metadata metadata = metadata(source);
    int before = found.size();
    for (FoundFile file : files) {
      if (matcher.matches(root.relativize(file.path()))) {
        add(source, file, file.path().getParent().getFileName().toString(), metadata);
      }
    }
    if (found.size() == before) {
      remarks.add(
          "source '%s': none of %d files below %s fits %s"
              .formatted(source.name(), files.size(), root, glob.pattern()));
    }
    remark(others);
    checkMatches(source, metadata);
  }

  private static List<FoundFile> files(
      Source source, Path root, PassedOver passedOver, String missing) throws IOException {
    boolean local = Storage.isLocal(root);
    if (local && !Files.isDirectory(root)) {
      throw new StageException(Exit.CONFIGURATION, missing.formatted(source.name(), root));
    }
    List<FoundFile> files = SourceFiles.below(root, source.content(), passedOver);
    if (!local && files.isEmpty()) {
      throw new StageException(Exit.CONFIGURATION, missing.formatted(source.name(), root));
    }
    return files;
  }

  private void remark(PassedOver others) {
    remarks.addAll(others.doubtful());
    usual.addAll(others.usual());
    passedOver += others.count();
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
    Manifest manifest = new Manifest(source, input);
    for (Manifest.Entry row : manifest.entries()) {
      found.add(entry(source, row.file(), row.genre(), row.groups()));
    }
    remarks.addAll(manifest.remarks());
    columns.put(source.name(), manifest.columns());
  }

  private Metadata metadata(Source source) throws IOException {
    if (source.metadata() == null) {
      columns.put(source.name(), Set.of());
      return null;
    }
    Metadata metadata =
        new Metadata(
            LabelTable.read(
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
        Glob.composed(genre),
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
}
