package org.tonewheel.pipelines.splits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitException;

/** The sides of a split under protocol {@code lists}: named by a column's values, or by files. */
final class ListedSides {
  private static final Map<String, Side> NAMES =
      Map.of(
          "train", Side.TRAIN,
          "training", Side.TRAIN,
          "valid", Side.VALIDATION,
          "validation", Side.VALIDATION,
          "val", Side.VALIDATION,
          "test", Side.TEST);

  private final Split split;
  private final ListFiles files;

  /**
   * Reads the split's files, if it has some.
   *
   * @param input what their paths are relative to
   * @throws StageException (78) if one is not there, (65) if it is not UTF-8 text
   */
  ListedSides(Split split, Path input) throws IOException {
    this.split = split;
    this.files = split.lists() == null ? null : ListFiles.read(split.lists(), input);
  }

  /**
   * A row for each track of a source that is on a side; the others are left out.
   *
   * @param rows the source's tracks, sorted
   * @param remarks gets what a person should know of it, in words
   * @throws SplitException if a value names no side, or a line several tracks, or a track is in two
   *     lists
   */
  List<Assignment> of(List<TrackRow> rows, List<String> remarks) {
    Map<String, Side> named = files == null ? null : files.sides(rows, remarks);
    List<Assignment> sides = new ArrayList<>();
    for (TrackRow row : rows) {
      Side side = named == null ? inColumn(row) : named.get(row.track());
      if (side != null) {
        sides.add(new Assignment(row.track(), null, 0, side));
      }
    }
    if (sides.size() < rows.size()) {
      remarks.add(
          "%d of %d tracks are left out".formatted(rows.size() - sides.size(), rows.size()));
    }
    return sides;
  }

  private Side inColumn(TrackRow row) {
    String value = row.groups().get(split.column()); // never blank
    Side side = value == null ? null : NAMES.get(value.strip().toLowerCase(Locale.ROOT));
    if (value != null && side == null) {
      throw new SplitException(
          "track %s has '%s' in column '%s', which names no side"
                  .formatted(row.track(), value, split.column())
              + "; write train, valid or test, or nothing to leave the track out");
    }
    return side;
  }
}
