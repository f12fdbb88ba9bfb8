package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One place that labelled tracks come from: exactly one of folder, glob and manifest is not null.
 * Paths are relative to the run's input unless absolute.
 *
 * @param name what branches call it; {@code main} where the experiment has one source
 * @param content what its files are
 * @param folder a folder that holds a folder for each genre, or null
 * @param glob a pattern of files whose parent folder's name is the genre, or null
 * @param manifest a CSV file with a row for each track, or null
 * @param metadata a CSV file with further columns for the tracks of a folder or glob, or null
 * @param key the metadata's column that holds the file's name without folder and extension, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
    @Setting(
            value =
                "What branches call the source. May be left out where there is one source: it is"
                    + " then called `main`.",
            name = true)
        String name,
    @Setting(
            value =
                "What the files are: `audio`, or `pictures` (PNG, JPEG) that stand for a track each,"
                    + " such as published spectrograms.",
            defaultValue = "audio")
        Content content,
    @Setting(
            value =
                "A folder that holds a folder for each genre; tracks may lie deeper. Relative to"
                    + " `--input`.",
            minSize = 1)
        String folder,
    @Setting(
            value =
                "A glob of audio files, such as `*/live/*.flac`, relative to `--input`. The genre is"
                    + " the name of the folder that a file lies in. `*` stays within a folder, `**`"
                    + " does not.",
            minSize = 1)
        String glob,
    @Setting(
            value =
                "A CSV file with a header and the columns `path` (relative to the folder of the CSV"
                    + " file) and `genre`; every further column may serve as a group. Relative to"
                    + " `--input`.",
            minSize = 1)
        String manifest,
    @Setting(
            value =
                "A CSV file with a header, such as `../tracks.csv`, whose columns may serve as"
                    + " groups; relative to `--input`. For `folder` and `glob` only: a manifest"
                    + " holds its own columns. A track without a row is its own group.",
            minSize = 1)
        String metadata,
    @Setting(
            value =
                "The column of `metadata` that is matched with a track's file name without folder"
                    + " and extension. By default `track` where there is such a column, else the"
                    + " first.",
            minSize = 1)
        String key) {

  /** The name of an experiment's only source where the file gives none. */
  static final String ONLY = "main";

  /** What the files of a source are. */
  public enum Content {
    /** Recordings. */
    @JsonProperty("audio")
    AUDIO,
    /** Pictures of recordings. */
    @JsonProperty("pictures")
    PICTURES
  }
}
