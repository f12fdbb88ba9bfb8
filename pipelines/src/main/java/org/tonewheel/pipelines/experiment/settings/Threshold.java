package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.Locale;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What figures on test must reach, or how far they must lie above others. No model depends on it.
 *
 * @param branch globs over the ids of configurations; at least one
 * @param split names of splits; empty: any
 * @param level what is counted; null: what a configuration is judged by
 * @param metric the figure
 * @param atLeast the least that passes; null: there is none
 * @param atMost the most that passes; null: there is none
 * @param by whether the whole interval must reach it
 * @param against what the figure is taken less: {@link #BASELINE} or an earlier run; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Threshold(
    @Setting(
            value =
                "The branches that it is for: globs over their ids without fold and seed, such as"
                    + " `net5-*`.",
            defaultValue = "['*']",
            minSize = 1,
            oneOrMany = true)
        List<String> branch,
    @Setting(
            value = "The split, or splits, that it is for. By default any.",
            name = true,
            minSize = 1,
            oneOrMany = true)
        List<String> split,
    @Setting(
            "What is counted: `track`, every track by the mean probability of its segments;"
                + " `segment`; or of a table `row`. By default tracks, of a table rows.")
        Level level,
    @Setting(
            value =
                "The figure on test. `precision`, `recall`, `f1` and `auc` are means over genres.",
            defaultValue = "accuracy")
        Metric metric,
    @Setting(
            "The least that passes, such as 0.7 for 70%; with `against` the least difference, such as"
                + " -0.01 for one point below.")
        Double atLeast,
    @Setting("The most that passes, as for `logLoss`; with `against` the largest difference.")
        Double atMost,
    @Setting(
            value =
                "`interval`: it is passed where the whole 95% interval does, failed where all of the"
                    + " interval lies beyond it, else undecided. `point`: the figure alone is looked"
                    + " at.",
            defaultValue = "interval")
        By by,
    @Setting(
            value =
                "What the figure is compared with. `baseline`: that of the same split. Or an earlier"
                    + " run: its folder, as seen from the folder that this run lies in (a run beside"
                    + " this one by its name alone), or a `metrics.json`; the branch of the same id is"
                    + " meant, or the one that the earlier run chose.",
            minSize = 1)
        String against) {

  /** What {@link #against} calls the baseline of the same split. */
  public static final String BASELINE = "baseline";

  public Threshold {
    branch = ImmutableList.copyOf(branch);
    split = split == null ? ImmutableList.of() : ImmutableList.copyOf(split);
  }

  /** What is counted. */
  public enum Level {
    @JsonProperty("track")
    TRACK,
    @JsonProperty("segment")
    SEGMENT,
    @JsonProperty("row")
    ROW;

    /** Returns what files call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A figure that has an interval. */
  public enum Metric {
    @JsonProperty("accuracy")
    ACCURACY,
    @JsonProperty("precision")
    PRECISION,
    @JsonProperty("recall")
    RECALL,
    @JsonProperty("f1")
    F1,
    @JsonProperty("auc")
    AUC,
    @JsonProperty("logLoss")
    LOG_LOSS;

    /** Returns what files call it. */
    public String word() {
      return this == LOG_LOSS ? "logLoss" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** What must lie on the right side. */
  public enum By {
    @JsonProperty("interval")
    INTERVAL,
    @JsonProperty("point")
    POINT
  }

  /**
   * Returns whether it is for a configuration.
   *
   * @param id the configuration's id
   * @param under the name of its split
   */
  public boolean isFor(String id, String under) {
    return (split.isEmpty() || split.contains(under))
        && branch.stream().anyMatch(glob -> matches(glob, id));
  }

  /** Returns whether an id is one that a glob is for. */
  public static boolean matches(String glob, String id) {
    FileSystem files = FileSystems.getDefault();
    return files.getPathMatcher("glob:" + glob).matches(files.getPath(id));
  }

  /** Returns whether it is about a difference from figures of an earlier run. */
  public boolean ofEarlierRun() {
    return against != null && !against.equals(BASELINE);
  }
}
