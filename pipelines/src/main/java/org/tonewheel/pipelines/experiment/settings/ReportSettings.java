package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What the report says beyond figures. No model depends on it.
 *
 * @param thresholds what figures must reach
 * @param decides whose verdict is the run's
 * @param baseline what every branch is tested against: the id of a configuration, with or without
 *     its split; null: the shares of genres
 * @param excerpts seconds of a recording of each genre that can be heard in the page; 0: none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReportSettings(
    @Setting(
            value =
                "What figures on test must reach. Every branch that one of them is for gets a"
                    + " verdict: passed, failed or undecided.",
            defaultValue = "[]")
        List<Threshold> thresholds,
    @Setting(
            value =
                "Whose verdict is the run's, which `--fail-on-verdict` goes by: that of the `best`"
                    + " branch, chosen on validation, or of `every` branch that has one.",
            defaultValue = "best")
        Decides decides,
    @Setting(
            value =
                "The branch that every other under the same split is tested against: its id without"
                    + " fold and seed, of which the split may be left out. By default the shares of"
                    + " genres on the training side.",
            minSize = 1)
        String baseline,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Setting(
            value =
                "Seconds of one recording of each genre that can be heard in the report. They lie in"
                    + " the page itself, shortened where together they would take more than 240 KiB."
                    + " By default none: the recordings may not be yours to pass on.",
            defaultValue = "0",
            min = 0,
            max = 10)
        int excerpts) {

  /** Where the experiment says nothing. */
  static final ReportSettings DEFAULT = new ReportSettings(List.of(), Decides.BEST, null, 0);

  public ReportSettings {
    thresholds = thresholds == null ? ImmutableList.of() : ImmutableList.copyOf(thresholds);
  }

  /** Whose verdict is the run's. */
  public enum Decides {
    @JsonProperty("best")
    BEST,
    @JsonProperty("every")
    EVERY
  }
}
