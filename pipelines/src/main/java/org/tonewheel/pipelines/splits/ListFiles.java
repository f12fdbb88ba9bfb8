package org.tonewheel.pipelines.splits;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Lists;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitException;

/** The three files that name each side's tracks, a track a line. */
final class ListFiles {
  private final Map<Side, Path> files = new EnumMap<>(Side.class);
  private final Map<Side, List<String>> lines = new EnumMap<>(Side.class);

  private ListFiles(Lists lists, Path input) {
    files.put(Side.TRAIN, Storage.resolve(input, lists.train()).normalize());
    files.put(Side.VALIDATION, Storage.resolve(input, lists.validation()).normalize());
    files.put(Side.TEST, Storage.resolve(input, lists.test()).normalize());
  }

  /**
   * Reads the files.
   *
   * @throws StageException (78) if one is not there, (65) if it is not UTF-8 text
   */
  static ListFiles read(Lists lists, Path input) throws IOException {
    ListFiles read = new ListFiles(lists, input);
    for (Map.Entry<Side, Path> file : read.files.entrySet()) {
      read.lines.put(file.getKey(), lines(file.getValue()));
    }
    return read;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "the list %s is not a file; paths are relative to --input".formatted(file));
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8)
          .replace("\uFEFF", "")
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new StageException(Exit.BAD_DATA, file + " is not UTF-8 text; save it as UTF-8", e);
    }
  }

  /** The hash of what the files say. */
  String content() {
    Fingerprint fingerprint = Fingerprint.of("lists", 1);
    lines.forEach((side, said) -> fingerprint.with(side.name(), said));
    return fingerprint.hex();
  }

  /**
   * Looks every line up among a source's tracks.
   *
   * @param remarks gets how many lines name no track
   * @throws SplitException if a line fits several tracks, a track is in two lists, or a list names
   *     no track
   */
  Map<String, Side> sides(List<TrackRow> rows, List<String> remarks) {
    TrackNames names = new TrackNames(rows);
    Map<String, Side> sides = new HashMap<>();
    lines.forEach(
        (side, said) -> {
          int unknown = 0;
          String example = null;
          for (String line : said) {
            String track = names.track(line, files.get(side));
            if (track == null) {
              unknown++;
              example = example == null ? line : example;
              continue;
            }
            Side other = sides.putIfAbsent(track, side);
            if (other != null && other != side) {
              throw new SplitException(
                  "track %s is in %s and in %s; a track is on one side"
                      .formatted(track, files.get(other), files.get(side)));
            }
          }
          if (unknown == said.size()) {
            throw new SplitException(
                "%s names no track%s; a line is a track's id, such as %s, or its file's name"
                    .formatted(
                        files.get(side),
                        example == null ? "" : ", beginning with '" + example + "'",
                        rows.isEmpty() ? "rock/one" : rows.get(0).track()));
          }
          if (unknown > 0) {
            remarks.add(
                "%d of %d lines of %s name no track, the first of them '%s'"
                    .formatted(unknown, said.size(), files.get(side), example));
          }
        });
    return sides;
  }
}
