package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * A search for good settings of one branch, which `tonewheel tune` makes: trials, each of which
 * trains that branch with other values and is judged on validation. In a resolved experiment every
 * field that its sampler takes is filled in, the others are null.
 *
 * @param branch what every trial trains; settings that are searched are left out, and so are
 *     defaults that depend on them
 * @param space what is tried, by setting of the branch
 * @param sampler what suggests the values
 * @param multivariate whether TPE models the settings jointly; null with another sampler
 * @param startup trials before which TPE suggests at random; null with another sampler
 * @param gridValues values of a number that a grid has; null with another sampler
 * @param pruner what ends trials early
 * @param pruneAfter epochs of a trial before it is judged; null without a pruner
 * @param trials trials in all
 * @param parallel trials of a wave
 * @param objective what a trial is judged by
 * @param seed what the sampler's draws are made from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tuning(
    @Setting(
            value =
                "What every trial trains: the fields of a branch, each with one value; those in"
                    + " `space` are left out. Its split needs `fractions` or lists, and must keep"
                    + " the segments of a track together.",
            required = true)
        BranchSpec branch,
    @Setting(
            value =
                "What is searched: settings of the branch, each with what may be tried. Not"
                    + " searched are `net`, `name`, `source`, `split`, `seeds` and `synthesis`.",
            required = true,
            name = true)
        Map<String, SearchRange> space,
    @Setting(
            value =
                "What suggests the values. `tpe`: the tree-structured Parzen estimator, as Optuna's;"
                    + " `random`; `grid`: every combination once, in an order that the seed draws.",
            defaultValue = "tpe")
        Sampler sampler,
    @Setting(
            "With `tpe`: whether the settings are modelled jointly, and not each by itself. Default"
                + " true.")
        Boolean multivariate,
    @Setting(
            value = "With `tpe`: trials that are drawn at random before it models. Default 10.",
            min = 1,
            max = Experiment.MOST_MODELS)
        Integer startup,
    @Setting(
            value = "With `grid`: values of each number from its lowest to its highest. Default 3.",
            min = 1,
            max = 1000)
        Integer gridValues,
    @Setting(
            value =
                "What ends trials early, of nets that train in epochs; trials are compared with"
                    + " those of earlier waves. `median`: worse than the median at the same epoch,"
                    + " once 5 trials are complete; `successive-halving`: not among the best quarter"
                    + " at 1, 4, 16 and so on epochs; `none`.",
            defaultValue = "median")
        Pruner pruner,
    @Setting(
            value =
                "With a pruner: the first epoch after which a trial is judged; with"
                    + " `successive-halving` the first rung. Default 1.",
            min = 1,
            max = 100_000)
        Integer pruneAfter,
    @Setting(
            value =
                "Trials in all. Default 30; of a grid all its points. `tonewheel tune --trials` goes"
                    + " on with a study that is done.",
            min = 1,
            max = Experiment.MOST_MODELS)
        Integer trials,
    @Setting(
            value =
                "Trials of a wave. Those of a wave do not know of each other's results, and may be"
                    + " trained side by side. It changes what is tried, so it is no matter of the"
                    + " machine.",
            defaultValue = "4",
            min = 1,
            max = 1000)
        int parallel,
    @Setting(
            value =
                "What a trial is judged by, on the rows of the validation side under the weights it"
                    + " keeps. `loss`: the mean cross-entropy, each row counting 1 whatever"
                    + " `classWeights` says; `accuracy`; `macroF1`, pruned by accuracy.",
            defaultValue = "loss")
        Objective objective,
    @Setting(
            value =
                "What the sampler's draws are made from. By default the experiment's seed. The"
                    + " trials' own is the branch's.",
            min = 0,
            max = Experiment.LARGEST_SEED)
        Long seed) {

  public Tuning {
    space = ImmutableMap.copyOf(space);
  }

  /** What suggests values. */
  public enum Sampler {
    @JsonProperty("tpe")
    TPE,
    @JsonProperty("random")
    RANDOM,
    @JsonProperty("grid")
    GRID
  }

  /** What ends trials early. */
  public enum Pruner {
    @JsonProperty("none")
    NONE,
    @JsonProperty("median")
    MEDIAN,
    @JsonProperty("successive-halving")
    SUCCESSIVE_HALVING
  }

  /** What trials are judged by. */
  public enum Objective {
    /** Mean cross-entropy, in nats; the lower, the better. */
    @JsonProperty("loss")
    LOSS("validation loss"),
    /** Share of rows. */
    @JsonProperty("accuracy")
    ACCURACY("validation accuracy"),
    /** Mean F1 over genres. */
    @JsonProperty("macroF1")
    MACRO_F1("validation macro F1");

    private final String words;

    Objective(String words) {
      this.words = words;
    }

    /** Returns what people call it. */
    public String words() {
      return words;
    }
  }

  /** Returns the feature sets, picture sets or table sets that trials learn from. */
  public Set<String> features() {
    if (branch.features() != null) {
      return ImmutableSet.of(branch.features());
    }
    ImmutableSet.Builder<String> features = ImmutableSet.builder();
    space.get("features").choices().forEach(choice -> features.add(choice.toString()));
    return features.build();
  }

  /** Returns the same study whatever the number of its trials. */
  public Tuning withTrials(Integer count) {
    return new Tuning(
        branch,
        space,
        sampler,
        multivariate,
        startup,
        gridValues,
        pruner,
        pruneAfter,
        count,
        parallel,
        objective,
        seed);
  }
}
