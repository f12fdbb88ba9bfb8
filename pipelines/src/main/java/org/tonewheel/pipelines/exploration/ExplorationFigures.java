package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * The content of {@code exploration.json}: what a table's rows look like. All of them are looked
 * at, those that test too, and every preparation is measured on all of them here; while training it
 * is measured on the training side.
 *
 * @param formatVersion version of this format: 1
 * @param rows how many
 * @param sampled how many of them are in the planes, each genre by its share
 * @param genres the genres in their order
 * @param inputs the input columns as they were read, in alphabetical order
 * @param sets what each table set makes of them
 */
public record ExplorationFigures(
    int formatVersion,
    int rows,
    int sampled,
    List<Genre> genres,
    List<InputFigures> inputs,
    List<SetFigures> sets) {
  static final int FORMAT_VERSION = 1;
  static final String FILE = "exploration.json";

  public ExplorationFigures {
    genres = ImmutableList.copyOf(genres);
    inputs = ImmutableList.copyOf(inputs);
    sets = ImmutableList.copyOf(sets);
  }

  /**
   * A genre's rows.
   *
   * @param genre the genre
   * @param rows all of them
   * @param sampled those in the planes
   */
  public record Genre(String genre, int rows, int sampled) {}

  /** Reads what the run has; empty where it has none. */
  public static Optional<ExplorationFigures> read(RunDirectory run) throws IOException {
    Path folder = run.exploration();
    Optional<Commit> commit = Commit.read(RunDirectory.commit(folder));
    return commit.isPresent() && commit.get().isWhole(folder)
        ? Optional.of(Json.read(folder.resolve(FILE), ExplorationFigures.class))
        : Optional.empty();
  }
}
