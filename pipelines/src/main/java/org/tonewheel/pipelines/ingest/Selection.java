package org.tonewheel.pipelines.ingest;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.Glob;

/** What an experiment keeps of the files found: its {@code exclude}, {@code relabel}, genres. */
final class Selection {
  private final Experiment experiment;
  private final List<String> remarks;
  private final Set<String> excludedIds;
  private final List<PathMatcher> excluded;

  /** Remarks are added to a list. */
  Selection(Experiment experiment, List<String> remarks) {
    this.experiment = experiment;
    this.remarks = remarks;
    this.excludedIds =
        experiment.exclude().stream().map(Glob::composed).collect(Collectors.toSet());
    this.excluded =
        experiment.exclude().stream().map(pattern -> new Glob("", pattern).matcher()).toList();
  }

  /**
   * Applies it.
   *
   * @throws StageException (78) if a relabelled track is not there, (65) if a listed genre is
   */
  List<FileEntry> apply(List<FileEntry> files) {
    Map<String, String> relabelled =
        experiment.relabel().stream()
            .collect(
                Collectors.toMap(
                    relabel -> Glob.composed(relabel.track()),
                    relabel -> Glob.composed(relabel.genre()),
                    (a, b) -> b));
    Set<String> unknown = new HashSet<>(relabelled.keySet());
    files.forEach(file -> unknown.remove(file.track()));
    if (!unknown.isEmpty()) {
      throw new StageException(
          Exit.CONFIGURATION,
          "relabel: no such track in the input: %s; an id is the path under --input without"
                  .formatted(unknown)
              + " extension");
    }
    remarkUnfitting(files);
    Set<String> genres = Set.copyOf(experiment.genres());
    List<FileEntry> labelled =
        files.stream()
            .filter(file -> !isExcluded(file.track()))
            .map(
                file -> {
                  String genre = relabelled.get(file.track());
                  return genre == null ? file : file.withGenre(genre);
                })
            .toList();
    List<FileEntry> kept =
        labelled.stream()
            .filter(file -> genres.isEmpty() || genres.contains(file.genre()))
            .toList();
    remarkOthers(labelled, genres);
    remarkAlike(kept);
    for (String genre : experiment.genres()) {
      if (kept.stream().noneMatch(file -> file.genre().equals(genre))) {
        throw new StageException(
            Exit.BAD_DATA, "genres: no track of the listed genre '" + genre + "' in the input");
      }
    }
    return kept;
  }

  /** Tracks of genres that the experiment does not list may be a misspelt one's. */
  private void remarkOthers(List<FileEntry> labelled, Set<String> genres) {
    Map<String, Long> others =
        labelled.stream()
            .map(FileEntry::genre)
            .filter(genre -> !genres.isEmpty() && !genres.contains(genre))
            .collect(Collectors.groupingBy(genre -> genre, TreeMap::new, Collectors.counting()));
    if (!others.isEmpty()) {
      remarks.add(
          "genres: tracks of genres that are not listed are left out: "
              + others.entrySet().stream()
                  .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void remarkAlike(List<FileEntry> kept) {
    Map<String, String> seen = new TreeMap<>();
    for (String genre :
        kept.stream().map(FileEntry::genre).collect(Collectors.toCollection(TreeSet::new))) {
      String plain = genre.strip().toLowerCase(Locale.ROOT);
      String other = seen.putIfAbsent(plain, genre);
      if (other != null) {
        remarks.add(
            "genres '%s' and '%s' differ in nothing but case or blanks, and count as two"
                .formatted(other, genre));
      }
    }
  }

  private void remarkUnfitting(List<FileEntry> files) {
    Set<String> ids = files.stream().map(FileEntry::track).collect(Collectors.toSet());
    for (int i = 0; i < excluded.size(); i++) {
      PathMatcher pattern = excluded.get(i);
      if (!ids.contains(Glob.composed(experiment.exclude().get(i)))
          && ids.stream().noneMatch(id -> pattern.matches(Path.of(id)))) {
        remarks.add("exclude: '%s' fits no track".formatted(experiment.exclude().get(i)));
      }
    }
  }

  private boolean isExcluded(String track) {
    return excludedIds.contains(track)
        || excluded.stream().anyMatch(pattern -> pattern.matches(Path.of(track)));
  }
}
