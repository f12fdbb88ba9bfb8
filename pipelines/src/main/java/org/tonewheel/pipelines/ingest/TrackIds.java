package org.tonewheel.pipelines.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.google.common.io.MoreFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.Glob;

/** Ids of tracks: their paths, as short as tells them apart. */
final class TrackIds {
  private TrackIds() {}

  /**
   * Writes accents one way and drops extensions, where that leaves ids apart.
   *
   * @param listed whose ids are their paths under the input
   * @return the same, sorted by id
   * @throws StageException (65) if a file is there twice
   */
  static List<FileEntry> named(List<FileEntry> listed) {
    List<FileEntry> files = composed(listed);
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

  /** A name is the same whichever way its file system keeps accents, so that ids are too. */
  private static List<FileEntry> composed(List<FileEntry> files) {
    Map<String, Set<String>> spellings =
        files.stream()
            .collect(
                groupingBy(
                    file -> Glob.composed(file.track()), mapping(FileEntry::track, toSet())));
    return files.stream()
        .map(
            file -> {
              String composed = Glob.composed(file.track());
              return spellings.get(composed).size() == 1 ? file.withTrack(composed) : file;
            })
        .toList();
  }

  private static String withoutExtension(String track) {
    String extension = MoreFiles.getFileExtension(Path.of(track));
    return extension.isEmpty()
        ? track
        : track.substring(0, track.length() - extension.length() - 1);
  }
}
