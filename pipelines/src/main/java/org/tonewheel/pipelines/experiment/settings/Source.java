package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Setting;
import org.tonewheel.table.TableLayout;

/**
 * One place that labelled tracks come from: exactly one of folder, glob, manifest and table is not
 * null. Paths are relative to the run's input unless absolute.
 *
 * @param name what branches call it; {@code main} where the experiment has one source
 * @param content what its files are; null of a table
 * @param folder a folder that holds a folder for each genre, or null
 * @param glob a pattern of files whose parent folder's name is the genre, or null
 * @param manifest a CSV or JSON Lines file with a row for each track, or null
 * @param roots further places whose files the manifest may name; null: none
 * @param metadata a CSV or JSON Lines file with further columns for the tracks of a folder or glob,
 *     or null
 * @param key the metadata's column that holds the file's name without folder and extension, or null
 * @param table a CSV file of which each row is a track by its own values, or null
 * @param missing what stands for no value in any column of a table; null but of a table
 * @param repeats the columns of a table in which rows that are one track are equal; null but of a
 *     table
 * @param columns every column of a table by its name in the header; null but of a table
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
                    + " such as published spectrograms. A table has none.",
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
                "A glob of audio files, such as `**/live/*.flac`, relative to `--input`. The genre is"
                    + " the name of the folder that a file lies in. `*` stays within a folder; `**/`"
                    + " stands for any folders, none included.",
            minSize = 1)
        String glob,
    @Setting(
            value =
                "A CSV file with a header, or a JSON Lines file (`.jsonl`), with the columns `path` or"
                    + " `uri` (relative to the manifest's folder, else to `--input`) and `genre`; every"
                    + " further column may serve as a group or give a split's side. Relative to"
                    + " `--input`.",
            minSize = 1)
        String manifest,
    @Setting(
            "Places beside `--input` and the manifest's folder whose files the manifest may name, such"
                + " as `s3://other/music`; it may name no others. Relative to `--input`.")
        List<String> roots,
    @Setting(
            value =
                "A CSV file with a header, such as `../tracks.csv`, or a JSON Lines file, whose columns may serve as"
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
        String key,
    @Setting(
            value =
                "A CSV file (UTF-8, commas, a header) of which every row is a track that is known by"
                    + " numbers and words alone; relative to `--input`, or `.` where `--input` is the"
                    + " file itself. It is the experiment's only source.",
            minSize = 1)
        String table,
    @Setting(
            "What stands for no value in every column of a table, such as `?`; white space around a"
                + " value is taken off before. By default the empty text.")
        List<String> missing,
    @Setting(
            "The columns of a table in which two rows are equal, as they are written, if they are the"
                + " same track. Such rows lie on one side under every safe split, and are a group"
                + " called `repeat`. By default all that nets learn from.")
        List<String> repeats,
    @Setting(
            "Every column of a table by its name in the header, in any order. Numbers and categories"
                + " are what nets learn from.")
        Map<String, ColumnSpec> columns) {

  /** The name of an experiment's only source where the file gives none. */
  public static final String ONLY = "main";

  /** The group of a table's rows that are equal in {@link #repeats}. */
  public static final String REPEAT = TableLayout.REPEAT_GROUP;

  public Source {
    roots = roots == null ? null : ImmutableList.copyOf(roots);
    missing = missing == null ? null : ImmutableList.copyOf(missing);
    repeats = repeats == null ? null : ImmutableList.copyOf(repeats);
    columns = columns == null ? null : ImmutableMap.copyOf(columns);
  }

  /** Returns the same source with a glob in place of its folder. */
  public Source ofGlob(String pattern) {
    return new Source(
        name, content, null, pattern, null, null, metadata, key, null, null, null, null);
  }

  /** Returns the same source with a manifest in place of its folder. */
  public Source ofManifest(String file) {
    return new Source(name, content, null, null, file, null, null, null, null, null, null, null);
  }

  /** Returns whether its tracks are the rows of a table. */
  public boolean hasRows() {
    return table != null;
  }

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
