package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * How rows of a table are prepared for nets, in this order: imputation, outliers, logarithm,
 * encoding, scale. Everything is measured on the training side.
 *
 * @param impute what stands in for a missing number
 * @param outliers what becomes of numbers far from the others
 * @param iqrFactor how far that is, in ranges between quartiles
 * @param log columns that are replaced by {@code log(1 + x)}
 * @param encode what a category becomes
 * @param scale what numbers are brought to
 */
public record TableSet(
    @Setting(
            value =
                "What stands in for a missing number: the `median` or the `mean` of the column. A"
                    + " missing category becomes the most frequent one.",
            defaultValue = "median")
        Impute impute,
    @Setting(
            value =
                "What becomes of numbers further than `iqrFactor` times the range between the"
                    + " quartiles below the first or above the third: `clip` brings them to that"
                    + " line, `none` leaves them.",
            defaultValue = "none")
        Outliers outliers,
    @Setting(value = "How far an outlier lies.", defaultValue = "1.5", above = 0, max = 1000)
        double iqrFactor,
    @Setting(
            value =
                "Numeric columns that become `log(1 + x)`; each has a `min` above -1, so that every"
                    + " row has a logarithm.",
            defaultValue = "[]")
        List<String> log,
    @Setting(
            value =
                "What a category becomes: its `number`, scaled like any other, or `one-hot`, a column"
                    + " of 0 and 1 for each.",
            defaultValue = "number")
        Encode encode,
    @Setting(
            value =
                "What numbers are brought to: `standard`, mean 0 and deviation 1; `normal-quantiles`,"
                    + " by rank to those of the normal distribution; or `none`. Columns of 0 and 1"
                    + " stay so.",
            defaultValue = "standard")
        Scale scale) {

  public TableSet {
    log = ImmutableList.copyOf(log);
  }

  /** What stands in for a missing number. */
  public enum Impute {
    /** The column's median. */
    @JsonProperty("median")
    MEDIAN,
    /** The column's mean. */
    @JsonProperty("mean")
    MEAN
  }

  /** What becomes of outliers. */
  public enum Outliers {
    /** Nothing. */
    @JsonProperty("none")
    NONE,
    /** They are brought to the line. */
    @JsonProperty("clip")
    CLIP
  }

  /** What a category becomes. */
  public enum Encode {
    /** Its number. */
    @JsonProperty("number")
    NUMBER,
    /** A column for each. */
    @JsonProperty("one-hot")
    ONE_HOT
  }

  /** What numbers are brought to. */
  public enum Scale {
    /** As they are. */
    @JsonProperty("none")
    NONE,
    /** Mean 0, deviation 1. */
    @JsonProperty("standard")
    STANDARD,
    /** Those of the normal distribution by rank. */
    @JsonProperty("normal-quantiles")
    NORMAL_QUANTILES
  }
}
