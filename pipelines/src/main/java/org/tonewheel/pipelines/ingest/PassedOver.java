package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What lies in a source's folders and is no track of it: counted, and told in a few words. */
final class PassedOver {
  /** Sound that nothing here decodes; who keeps such files wants to know. */
  private static final Set<String> UNREAD_SOUND =
      ImmutableSet.of(
          "wma", "ape", "wv", "mka", "webm", "caf", "dsf", "dff", "ac3", "eac3", "dts", "amr",
          "mp2", "mpc", "tta", "spx", "ra", "shn", "voc", "mid", "midi", "mod", "xm", "aax",
          "8svx");

  /** Folders that systems keep beside users' files, with small pictures of them and the like. */
  private static final Set<String> SYSTEM_FOLDERS =
      ImmutableSet.of(
          "__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found");

  private static final int MOST_ENDINGS = 8;

  private final String source;
  private final Map<String, Integer> endings = new TreeMap<>();
  private final List<String> unopened = new ArrayList<>();
  private final List<String> genreless = new ArrayList<>();
  private final List<String> illegible = new ArrayList<>();
  private int hidden;
  private int circles;
  private int special;

  PassedOver(String source) {
    this.source = source;
  }

  /** Whether a file or folder is not the user's own: hidden, or of a system. */
  static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || SYSTEM_FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A file's ending in lower case, without the dot. */
  static String ending(Path file) {
    return MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
  }

  /** A hidden file, or a folder with all that is in it. */
  void hidden() {
    hidden++;
  }

  /** A file of another kind than the source's. */
  void other(Path file) {
    endings.merge(ending(file), 1, Integer::sum);
  }

  /** A pipe, a socket or a device. */
  void special() {
    special++;
  }

  /** A file of the source's kind that stands beside the folders of genres. */
  void withoutGenre(Path file) {
    genreless.add(file.getFileName().toString());
  }

  /** A file whose name, read as text, is no longer its name. */
  void illegible(Path file) {
    illegible.add(file.toString());
  }

  /** A file or folder that could not be looked at. */
  void unopened(Path file, IOException e) {
    if (e instanceof FileSystemLoopException) {
      circles++;
    } else {
      unopened.add("%s (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** How many files and folders. */
  int count() {
    return endings.values().stream().mapToInt(Integer::intValue).sum()
        + hidden
        + circles
        + special
        + unopened.size()
        + genreless.size()
        + illegible.size();
  }

  /** What is as users expect, such as cover art, in one sentence; empty if there is nothing. */
  List<String> usual() {
    List<String> kinds = new ArrayList<>(kinds(ending -> !UNREAD_SOUND.contains(ending)));
    if (hidden > 0) {
      kinds.add(hidden + " hidden");
    }
    if (circles > 0) {
      kinds.add(circles + (circles == 1 ? " link" : " links") + " in a circle");
    }
    if (special > 0) {
      kinds.add(special + (special == 1 ? " pipe or device" : " pipes or devices"));
    }
    return kinds.isEmpty()
        ? List.of()
        : List.of(
            "source '%s': passed over what is no track: %s"
                .formatted(source, String.join(", ", kinds)));
  }

  /** What the user may have meant to be tracks. */
  List<String> doubtful() {
    List<String> remarks = new ArrayList<>();
    List<String> unread = kinds(UNREAD_SOUND::contains);
    if (!unread.isEmpty()) {
      remarks.add(
          "source '%s': passed over sound in formats that are not read: %s; convert it, such as to FLAC"
              .formatted(source, String.join(", ", unread)));
    }
    tell(remarks, genreless, "%d files beside the genre folders have no genre");
    tell(remarks, unopened, "%d files or folders cannot be opened");
    tell(
        remarks,
        illegible,
        "%d files have names that are no UTF-8 and are passed over; rename them");
    return remarks;
  }

  private void tell(List<String> remarks, List<String> files, String what) {
    if (!files.isEmpty()) {
      remarks.add(
          "source '%s': %s, such as %s"
              .formatted(source, what.formatted(files.size()), files.get(0)));
    }
  }

  /** Endings with how often each occurs, the most frequent first, rare ones together. */
  private List<String> kinds(Predicate<String> which) {
    List<Map.Entry<String, Integer>> sorted =
        endings.entrySet().stream()
            .filter(entry -> which.test(entry.getKey()))
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .toList();
    List<String> kinds =
        new ArrayList<>(
            sorted.stream()
                .limit(MOST_ENDINGS)
                .map(
                    e ->
                        e.getValue()
                            + (e.getKey().isEmpty() ? " without ending" : " ." + e.getKey()))
                .toList());
    int rest = sorted.stream().skip(MOST_ENDINGS).mapToInt(Map.Entry::getValue).sum();
    if (rest > 0) {
      kinds.add(rest + " others");
    }
    return kinds;
  }
}
