package org.tonewheel.pipelines.splits;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.sampling.SplitException;

/**
 * Finds tracks by what published lists call them: the id, or the end of the file's path from any
 * folder on, with its extension, without, or with that of another format ({@code
 * blues/blues.00000.wav} for a picture or an Ogg file of that name).
 */
final class TrackNames {
  /** What files of tracks end in, here or where a list was made; another ending is a name's own. */
  private static final Set<String> EXTENSIONS =
      ImmutableSet.of(
          "wav", "wave", "bwf", "w64", "aif", "aiff", "aifc", "au", "snd", "flac", "mp3", "ogg",
          "oga", "opus", "m4a", "m4b", "mp4", "aac", "png", "jpg", "jpeg");

  private final Map<String, String> ids = new HashMap<>();

  /** By file name, without folder and extension. */
  private final Map<String, List<TrackRow>> byName = new HashMap<>();

  TrackNames(List<TrackRow> rows) {
    for (TrackRow row : rows) {
      ids.put(plain(row.track()), row.track());
      byName
          .computeIfAbsent(withoutExtension(lastOf(plain(row.uri()))), n -> new ArrayList<>(1))
          .add(row);
    }
  }

  /**
   * The track that a line names, or null.
   *
   * @param list where the line stands, for the message
   * @throws SplitException if it may be several
   */
  String track(String line, Path list) {
    String name = plain(line);
    if (ids.containsKey(name)) {
      return ids.get(name);
    }
    String bare = withoutExtension(name);
    List<String> found =
        Stream.concat(
                tracks(lastOf(name), file -> endsWith(withoutExtension(file), name)),
                tracks(lastOf(bare), file -> endsWith(file, name)))
            .distinct()
            .toList();
    if (found.isEmpty()) {
      found = tracks(lastOf(bare), file -> endsWith(withoutExtension(file), bare)).toList();
    }
    if (found.size() > 1) {
      throw new SplitException(
          "the line '%s' of %s may be track %s or %s; write the track's id"
              .formatted(line, list, found.get(0), found.get(1)));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private Stream<String> tracks(String name, Predicate<String> file) {
    return byName.getOrDefault(name, List.of()).stream()
        .filter(row -> file.test(plain(row.uri())))
        .map(TrackRow::track);
  }

  private static boolean endsWith(String path, String name) {
    return path.equals(name) || path.endsWith("/" + name);
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String withoutExtension(String path) {
    int dot = path.lastIndexOf('.');
    boolean known = EXTENSIONS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    return dot > 0 && known ? path.substring(0, dot) : path;
  }

  /** Some file systems keep an accent apart from its letter, and few lists do. */
  private static String plain(String path) {
    String slashed = Normalizer.normalize(path, Normalizer.Form.NFC).replace('\\', '/');
    return slashed.startsWith("./") ? slashed.substring(2) : slashed;
  }
}
