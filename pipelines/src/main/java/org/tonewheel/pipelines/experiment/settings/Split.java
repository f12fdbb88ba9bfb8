package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * How tracks are divided into train, validation and test: exactly one of fractions, folds, column
 * and lists is not null.
 *
 * @param protocol what is kept on one side
 * @param group the column whose values are kept whole; null but with protocol {@code group}, and
 *     where lists are to keep groups whole
 * @param column the column that names each track's side; null but with protocol {@code lists}
 * @param lists the files that name each side's tracks; null but with protocol {@code lists}
 * @param fractions the share of each side, or null
 * @param folds the folds of a cross-validation, or null
 * @param seed what the division is drawn from; null with protocol {@code lists}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Split(
    @Setting(
            value =
                "What is kept on one side. `track`: all segments of a track. `group`: all tracks of"
                    + " a group, such as an artist. `segment`: nothing, so that segments of one"
                    + " track train and test the same model; such scores are too good to be true,"
                    + " and are marked unsafe everywhere. `lists`: all segments of a track, by"
                    + " published lists. A table takes `group`, of a column with that role or"
                    + " `repeat`, and `row`: every row lies where chance puts it, so that rows which"
                    + " are one track, or of one artist, train and test the same model; this is"
                    + " marked unsafe everywhere too.",
            defaultValue = "track")
        Protocol protocol,
    @Setting(
            value =
                "The column of the metadata or manifest whose values are kept whole, such as"
                    + " `artist`; of a table a group that its columns name, or `repeat`. Needed with"
                    + " protocol `group`; with `lists` it makes a group on two"
                    + " sides an error.",
            minSize = 1)
        String group,
    @Setting(
            value =
                "With protocol `lists`: the column of the metadata or manifest that names each"
                    + " track's side (`train`, `valid` or `validation`, `test`). A track without a"
                    + " value is left out.",
            minSize = 1)
        String column,
    @Setting(
            value =
                "With protocol `lists`, in place of `column`: a file for each side, with a track a"
                    + " line. A track in none of them is left out.")
        Lists lists,
    @Setting(
            value =
                "The share of each side. By default P1's 0.7, 0.2 and 0.1, unless `folds` is given."
                    + " Not with protocol `lists`.")
        Fractions fractions,
    @Setting(
            value =
                "Cross-validation with so many folds: fold i tests, the next validates, the others"
                    + " train; the scores of all folds are pooled. Instead of `fractions`; not with"
                    + " protocol `lists`.",
            min = 3,
            max = 100)
        Integer folds,
    @Setting(
            value =
                "What the division is drawn from. By default the experiment's seed; not with protocol"
                    + " `lists`, which leaves nothing to draw.",
            min = 0,
            max = Experiment.LARGEST_SEED)
        Long seed) {

  /** What a split keeps on one side, the safest last. */
  public enum Protocol {
    /** Nothing: segments of one track lie on several sides. Leaks. */
    @JsonProperty("segment")
    SEGMENT,
    /** Nothing: equal rows of a table lie on several sides. Leaks. */
    @JsonProperty("row")
    ROW,
    /** All segments of a track. */
    @JsonProperty("track")
    TRACK,
    /** All segments of a track, on the side that a list names. */
    @JsonProperty("lists")
    LISTS,
    /** All tracks of a group. */
    @JsonProperty("group")
    GROUP
  }

  /** Returns the share of tracks that train; of published lists it is not known, and 1 stands. */
  public double trainingShare() {
    if (folds != null) {
      return (folds - 2.0) / folds;
    }
    return fractions == null ? 1 : fractions.train();
  }

  /** Returns the models trained for one configuration: the folds, or one. */
  public int models() {
    return folds == null ? 1 : folds;
  }
}
