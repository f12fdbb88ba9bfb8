package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * Models that the experiment asks for, as its file has them: one for each combination of split,
 * synthetic set, optimizer, rate, epochs, seed and fold. In a resolved experiment the fields that
 * the net takes are all filled in, and those that it does not take are null or empty.
 *
 * @param name tells apart what ids do not; may be null
 * @param net the kind of model
 * @param source the source's name
 * @param features the feature set's or picture set's name
 * @param synthesis names of synthetic sets
 * @param split names of splits
 * @param optimizer optimizers
 * @param rate learning rates
 * @param schedule how the rate moves
 * @param warmupEpochs epochs over which the rate rises; null without the cosine
 * @param plateauFactor what the rate is multiplied by; null without the plateau
 * @param plateauPatience epochs that make a plateau; null without it
 * @param seeds seeds of initialisation, shuffling and dropout
 * @param epochs passes over the training side, at most
 * @param patience epochs without a better validation loss after which training stops
 * @param keep whose weights become the model
 * @param batchSize examples in a step
 * @param hidden units of each hidden layer
 * @param layers LSTM layers
 * @param dropout share of units left out while training
 * @param augment whether training rows are changed at random
 * @param clipNorm norm that gradients are scaled down to; 0: they are not
 * @param classWeights how much an example of each genre counts
 * @param trees trees of a forest
 * @param depth splits from a tree's root to a leaf, at most
 * @param subsample share of the rows that each round of boosting sees
 * @param neighbours rows whose genres are counted
 * @param labelSmoothing share of a target that is spread over all genres; may be null
 * @param weightDecay share of every weight that is taken off a step, times the rate; may be null
 * @param smote whether the genres of the prepared training side are brought up to the largest; may
 *     be null
 * @param copies models with seeds of their own whose probabilities are averaged; may be null
 * @param repeatParts parts of a table's repeats that are held out in turn; may be null
 * @param memberWeights how much each member of an ensemble counts
 * @param members what an ensemble averages
 * @param published what papers print for these models; no model depends on it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BranchSpec(
    @Setting(
            value =
                "Follows the net's name in the ids of these branches. Needed only where two entries"
                    + " differ in nothing that ids show, such as dropout.",
            name = true)
        String name,
    @Setting(value = "The kind of model.", required = true) Net net,
    @Setting(
            value =
                "The source whose tracks are used: of pictures for a picture set of files, else of"
                    + " audio. May be left out where there is one source.",
            name = true)
        String source,
    @Setting(
            value =
                "What the net learns from: a picture set for `net1` to `net4`, a feature set with mel"
                    + " bands and nothing else for `house-cnn`, any feature set for the others, a"
                    + " table set where the source is a table. May be left out where there is one"
                    + " that fits.",
            name = true)
        String features,
    @Setting(
            value =
                "The synthetic set, or sets, that the training side is enlarged with; `none`, the"
                    + " default, for none. Each is a model of its own. `net6` is `net5` with one.",
            name = true,
            minSize = 1,
            oneOrMany = true)
        List<String> synthesis,
    @Setting(
            value = "The split, or splits. May be left out where there is one split.",
            name = true,
            minSize = 1,
            oneOrMany = true)
        List<String> split,
    @Setting(value = "The optimizer, or optimizers.", minSize = 1, oneOrMany = true)
        List<Optimizer> optimizer,
    @Setting(
            value =
                "The learning rate, or rates. P1 tries `net5` at 0.01, 0.001, 0.0005 and 0.0001.",
            above = 0,
            max = 10,
            minSize = 1,
            oneOrMany = true)
        List<Double> rate,
    @Setting(
            value =
                "How the rate moves. `constant`: it does not. `cosine`: up over `warmupEpochs`, then"
                    + " down to 0 along half a cosine. `plateau`: times `plateauFactor` whenever the"
                    + " validation loss has not fallen for more than `plateauPatience`"
                    + " epochs. `one-cycle`, of `ffn`: up to the rate over the first 30% of the steps,"
                    + " then down to almost 0, as PyTorch's `OneCycleLR`; `ffn` knows no `plateau`"
                    + " and no warm-up.")
        Schedule schedule,
    @Setting(
            value =
                "With schedule `cosine`: epochs over which the rate first rises, fewer than `epochs`.",
            min = 0,
            max = 10_000)
        Integer warmupEpochs,
    @Setting(
            value = "With schedule `plateau`: what the rate is multiplied by.",
            above = 0,
            below = 1)
        Double plateauFactor,
    @Setting(
            value =
                "With schedule `plateau`: so many epochs without a better validation loss are let"
                    + " pass, as by PyTorch's `patience`; the next lowers the rate.",
            min = 1,
            max = 10_000)
        Integer plateauPatience,
    @Setting(
            value =
                "Seeds of initialisation, shuffling and dropout: one model each, whose scores are"
                    + " averaged. By default the experiment's seed.",
            min = 0,
            max = Experiment.LARGEST_SEED,
            minSize = 1,
            oneOrMany = true)
        List<Long> seeds,
    @Setting(
            value =
                "Passes over the training side, at most. Several are a model each; a net with a"
                    + " `schedule` trains once for all of them, and its schedule must be"
                    + " `constant`.",
            min = 1,
            max = 100_000,
            minSize = 1,
            oneOrMany = true)
        List<Integer> epochs,
    @Setting(
            value =
                "Training stops after this many epochs without a better validation loss; 0: it goes"
                    + " through all its epochs.",
            min = 0,
            max = 100_000)
        Integer patience,
    @Setting(
            value =
                "Whose weights become the model: `best`, those of the epoch with the lowest"
                    + " validation loss, or `last`.")
        Keep keep,
    @Setting(value = "Examples in a step.", min = 2, max = 65_536) Integer batchSize,
    @Setting(
            value = "Units of each hidden layer.",
            min = 1,
            max = 65_536,
            minSize = 1,
            oneOrMany = true)
        List<Integer> hidden,
    @Setting(value = "LSTM layers.", min = 1, max = 16) Integer layers,
    @Setting(value = "Share of units left out while training.", min = 0, below = 1) Double dropout,
    @Setting(
            "Whether training rows are changed at random, anew in each epoch: rolled in time, tilted"
                + " from low to high bands, given noise, and masked in stripes of bands and of"
                + " frames.")
        Boolean augment,
    @Setting(
            value = "Gradients are scaled down to this norm; 0: they are left as they are.",
            min = 0,
            max = 1_000_000)
        Double clipNorm,
    @Setting(
            value =
                "How much an example of each genre counts in the loss. `balanced`: inversely to the"
                    + " examples that its genre has.")
        ClassWeights classWeights,
    @Setting(
            value = "Trees of the forest; of `boosting` rounds, each of one tree a genre.",
            min = 1,
            max = 10_000)
        Integer trees,
    @Setting(value = "Splits from the root of a tree to its leaves, at most.", min = 1, max = 64)
        Integer depth,
    @Setting(
            value = "Share of the training side that each round of boosting sees.",
            above = 0,
            max = 1)
        Double subsample,
    @Setting(value = "Nearest rows, of which the genres are counted.", min = 1, max = 10_000)
        Integer neighbours,
    @Setting(
            value =
                "Share of a target that is spread evenly over all genres while training. PyTorch's"
                    + " `label_smoothing`.",
            min = 0,
            below = 1)
        Double labelSmoothing,
    @Setting(
            value =
                "Share of every weight that is taken off in a step, times the rate. `AdamW`'s"
                    + " `weight_decay`; with 0 it is Adam.",
            min = 0,
            max = 10)
        Double weightDecay,
    @Setting(
            "Of a table: whether SMOTE brings every genre of the training side up to the rows of the"
                + " largest, after the rows are prepared: each new row lies between a row and one of"
                + " its 5 nearest neighbours of the genre.")
        Boolean smote,
    @Setting(
            value =
                "Models that are trained in place of one, each with a seed of its own; their"
                    + " probabilities are averaged.",
            min = 1,
            max = 100)
        Integer copies,
    @Setting(
            value =
                "Of a table: parts into which its groups of equal rows (`repeat`) are divided. Each"
                    + " model is trained once without each part, and a row whose repeat trains is"
                    + " asked only of the models that have not seen that. 1: nothing is held out."
                    + " Not with `smote`.",
            min = 1,
            max = 100)
        Integer repeatParts,
    @Setting(
            "How much each member of an ensemble counts in the mean. `equal`: all the same."
                + " `validation`: as much as makes the mean's log loss on the validation side least.")
        MemberWeights memberWeights,
    @Setting(
            value =
                "Of an `ensemble`: what it averages, each an entry as those of `branches` with a net"
                    + " for rows and statistics and what that takes, but no `name`, `source`, `split`,"
                    + " `seeds` or `published`. Of a table, a member may have `features` of its own;"
                    + " one without has the ensemble's.",
            minSize = 2)
        List<BranchSpec> members,
    @Setting("What papers print for these models, shown beside their own figures.")
        List<PublishedFigures> published) {

  public BranchSpec {
    synthesis = listOrEmpty(synthesis);
    split = listOrEmpty(split);
    optimizer = listOrEmpty(optimizer);
    rate = listOrEmpty(rate);
    seeds = listOrEmpty(seeds);
    epochs = listOrEmpty(epochs);
    hidden = listOrEmpty(hidden);
    members = listOrEmpty(members);
    published = listOrEmpty(published);
  }

  private static <T> List<T> listOrEmpty(List<T> list) {
    return list == null ? ImmutableList.of() : ImmutableList.copyOf(list);
  }
}
