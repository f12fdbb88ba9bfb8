package org.tonewheel.pipelines.ingest;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.Relabel;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** What an experiment keeps of the files found: its {@code exclude}, {@code relabel}, genres. */
final class Selection {
  private static final Logger LOG = LoggerFactory.getLogger(Selection.class);

  private final Experiment experiment;
  private final List<PathMatcher> excluded;

  Selection(Experiment experiment) {
    this.experiment = experiment;
    this.excluded =
        experiment.exclude().stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
  }

  /**
   * Applies it.
   *
   * @throws StageException (78) if a relabelled track is not there, (65) if a listed genre is
   */
  List<FileEntry> apply(List<FileEntry> files) {
    Map<String, String> relabelled =
        experiment.relabel().stream()
            .collect(Collectors.toMap(Relabel::track, Relabel::genre, (a, b) -> b));
    Set<String> unknown = new HashSet<>(relabelled.keySet());
    files.forEach(file -> unknown.remove(file.track()));
    if (!unknown.isEmpty()) {
      throw new StageException(
          Exit.CONFIGURATION,
          "relabel: no such track in the input: %s; an id is the path under --input without"
                  .formatted(unknown)
              + " extension");
    }
    List<FileEntry> kept =
        files.stream()
            .filter(file -> !isExcluded(file.track()))
            .map(
                file -> {
                  String genre = relabelled.get(file.track());
                  return genre == null ? file : file.withGenre(genre);
                })
            .filter(
                file -> experiment.genres().isEmpty() || experiment.genres().contains(file.genre()))
            .toList();
    if (kept.size() < files.size()) {
      LOG.info(
          "{} of {} files are left out by exclude or genres",
          files.size() - kept.size(),
          files.size());
    }
    for (String genre : experiment.genres()) {
      if (kept.stream().noneMatch(file -> file.genre().equals(genre))) {
        throw new StageException(
            Exit.BAD_DATA, "genres: no track of the listed genre '" + genre + "' in the input");
      }
    }
    return kept;
  }

  private boolean isExcluded(String track) {
    return experiment.exclude().contains(track)
        || excluded.stream().anyMatch(pattern -> pattern.matches(Path.of(track)));
  }
}
