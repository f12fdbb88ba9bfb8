package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What a column of a table is. What its role does not take is null.
 *
 * @param role what it is for
 * @param missing what stands for no value, beside what does so in every column
 * @param min the least number that can be right; null: none
 * @param max the greatest; null: none
 * @param bounds what becomes of a number beyond them
 * @param categories the words that can be right, in the order in which they are numbered
 * @param unknown what becomes of any other
 * @param group what splits call it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnSpec(
    @Setting(
            value =
                "What the column is for. `numeric` and `categorical`: nets learn from it. `label`: the"
                    + " genre; one column is. `group`: its values can be kept whole by splits; a row"
                    + " without one is a group of its own. `ignored`: nothing.",
            required = true)
        Role role,
    @Setting(
            "What stands for no value in this column, beside the table's `missing`. A number is taken"
                + " by its value: `-1` stands for `-1.0` too.")
        List<String> missing,
    @Setting("Of `numeric`: the least value that can be right.") Double min,
    @Setting("Of `numeric`: the greatest value that can be right.") Double max,
    @Setting(
            "Of `numeric` with `min` or `max`: what becomes of a value beyond them. `missing`, the"
                + " default: it counts as none. `clip`: it is brought to the bound. `reject`: the row"
                + " is rejected.")
        Bounds bounds,
    @Setting(
            "Of `categorical`, and needed there: the values that can be right, in the order in which"
                + " they are numbered from 0.")
        List<String> categories,
    @Setting(
            "Of `categorical`: what becomes of any other value. `reject`, the default: the row is"
                + " rejected. `missing`: it counts as none. `fail`: ingest ends there, and names row"
                + " and column.")
        Unknown unknown,
    @Setting(value = "Of `group`: what splits call it. By default the column's name.", minSize = 1)
        String group) {

  public ColumnSpec {
    missing = missing == null ? null : ImmutableList.copyOf(missing);
    categories = categories == null ? null : ImmutableList.copyOf(categories);
  }

  /** What a column is for. */
  public enum Role {
    /** A number that nets learn from. */
    @JsonProperty("numeric")
    NUMERIC,
    /** One of several words that nets learn from. */
    @JsonProperty("categorical")
    CATEGORICAL,
    /** The genre. */
    @JsonProperty("label")
    LABEL,
    /** What splits may keep whole. */
    @JsonProperty("group")
    GROUP,
    /** Nothing. */
    @JsonProperty("ignored")
    IGNORED
  }

  /** What becomes of a number out of bounds. */
  public enum Bounds {
    /** Its row is rejected. */
    @JsonProperty("reject")
    REJECT,
    /** It counts as no value. */
    @JsonProperty("missing")
    MISSING,
    /** It is brought to the bound. */
    @JsonProperty("clip")
    CLIP
  }

  /** What becomes of a word that is not among the categories. */
  public enum Unknown {
    /** Its row is rejected. */
    @JsonProperty("reject")
    REJECT,
    /** It counts as no value. */
    @JsonProperty("missing")
    MISSING,
    /** Ingest ends there. */
    @JsonProperty("fail")
    FAIL
  }
}
