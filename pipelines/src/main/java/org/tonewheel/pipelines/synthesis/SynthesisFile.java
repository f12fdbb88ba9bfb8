package org.tonewheel.pipelines.synthesis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.nets.Ended;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.run.Json;

/**
 * What synthetic segments are and what they were made from: {@code
 * synthetic/<branch>/synthesis.json}.
 *
 * @param branch everything that they depend on
 * @param protocol of the split
 * @param safe whether they were made from the training side alone, under a split that keeps the
 *     segments of a track together
 * @param genres in the order of the labels
 * @param perGenre segments made of each
 * @param train real segments that they were made from
 * @param tracks of these; {@code seen.parquet} names them
 * @param epochs that a GAN was trained; null for what is not trained
 * @param ended why after these: {@code epochs} or {@code time-limit}; null for what is not trained
 * @param timeLimit the limit that ended it, as ISO 8601 has durations; null where none did
 * @param seconds of training and of making them
 * @param rejected samples that another took the place of
 * @param shown samples that were written to be looked at and heard
 * @param versions of this program and its libraries
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SynthesisFile(
    int formatVersion,
    SynthesisBranch branch,
    String protocol,
    boolean safe,
    List<String> genres,
    Map<String, Integer> perGenre,
    int train,
    int tracks,
    Integer epochs,
    String ended,
    String timeLimit,
    double seconds,
    List<Rejected> rejected,
    List<Shown> shown,
    Map<String, String> versions) {
  public static final int FORMAT_VERSION = 1;

  /** The file's name in the folder. */
  public static final String NAME = "synthesis.json";

  /** The measures' name in the folder: a {@link org.tonewheel.gan.quality.SampleQuality}. */
  public static final String QUALITY = "quality.json";

  /**
   * A sample that was not used.
   *
   * @param number within its genre, from 0; the one after the last takes its place
   * @param reason why
   */
  public record Rejected(String genre, long number, String reason) {}

  /**
   * A segment to be looked at.
   *
   * @param origin {@code real} or {@code synthetic}
   * @param track of a real one; null
   * @param number of a synthetic one within its genre, or of a real one within its track
   * @param picture file below the folder
   * @param sound file below the folder; null for features, which cannot be heard
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Shown(
      String genre, String origin, String track, long number, String picture, String sound) {}

  /** Reads the file of a folder, or empty if there is none. */
  public static Optional<SynthesisFile> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return Files.exists(file)
        ? Optional.of(Json.read(file, SynthesisFile.class))
        : Optional.empty();
  }

  /** The limit of the call that ended the training before its time; empty where none did. */
  public Optional<Duration> endedByLimit() {
    return Ended.TIME_LIMIT.word().equals(ended)
        ? Optional.of(Duration.parse(timeLimit))
        : Optional.empty();
  }
}
