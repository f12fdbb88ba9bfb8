package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The content of {@code outcomes.json}: what each configuration said about each track that it was
 * tested with, so that runs can be compared track by track without their predictions. What a
 * configuration said is the most probable genre by the mean probability over the track's segments
 * and over the configuration's seeds, as it would classify; of several seeds the share that is
 * right is therefore not quite the mean of their accuracies. Synthetic tracks are left out.
 *
 * @param formatVersion version of this format: 1
 * @param run the run's id
 * @param genres the genres that numbers stand for, from 0
 * @param tracks every track that tests, sorted by id, each once; of a table its rows
 * @param truth the genre of each track
 * @param sets which tracks test, as places in {@code tracks}; each different list once
 * @param branches one entry a configuration that has figures, baselines too
 */
// bare arrays keep a million tracks small; files are never compared
@SuppressWarnings("ArrayRecordComponent")
public record OutcomesFile(
    int formatVersion,
    String run,
    List<String> genres,
    List<String> tracks,
    int[] truth,
    List<int[]> sets,
    List<Outcome> branches) {

  /** The file's name, beside {@code metrics.json}. */
  public static final String NAME = "outcomes.json";

  public static final int FORMAT_VERSION = 1;

  public OutcomesFile {
    genres = ImmutableList.copyOf(genres);
    tracks = ImmutableList.copyOf(tracks);
    sets = ImmutableList.copyOf(sets);
    branches = ImmutableList.copyOf(branches);
  }

  /**
   * What one configuration said.
   *
   * @param branch the configuration
   * @param set which of the file's sets it was tested with
   * @param said the genre it named, for each track of the set
   */
  public record Outcome(String branch, int set, int[] said) {}
}
