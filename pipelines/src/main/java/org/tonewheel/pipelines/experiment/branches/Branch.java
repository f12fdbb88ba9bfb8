package org.tonewheel.pipelines.experiment.branches;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;
import org.tonewheel.pipelines.experiment.settings.Keep;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/**
 * One model to be trained, with everything that its training depends on written out.
 *
 * @param id the branch's id, a file name on any file system, such as {@code
 *     net5-adam-0.001-e60-frames33-artist-f2-s42}
 * @param configuration the id without fold and seed: branches of one configuration are reported
 *     together
 * @param net the kind of model
 * @param source the source's name
 * @param features the feature set's or picture set's name
 * @param synthesis the synthetic set that its training side is enlarged with; null: none
 * @param generator the id of what makes those segments; null: none
 * @param split the split's name
 * @param fold the fold that tests, from 0; 0 where the split has fractions
 * @param folds the split's folds; 1 where it has fractions
 * @param seed seed of initialisation, shuffling and dropout
 * @param optimizer null where the net takes none
 * @param rate learning rate; 0 where the net takes none
 * @param schedule how the rate moves; null where the net takes none
 * @param warmupEpochs epochs over which the rate rises before the cosine; 0 without it
 * @param plateauFactor what the rate is multiplied by on a plateau; 0 without it
 * @param plateauPatience epochs that make a plateau; 0 without it
 * @param epochs passes over the training side, at most; 0 where the net takes none
 * @param patience epochs without a better validation loss before it stops; 0: it does not, or the
 *     net takes none
 * @param keep whose weights become the model; null where the net takes none
 * @param batchSize examples in a step; 0 where the net takes none
 * @param hidden units of each hidden layer; empty where the net takes none
 * @param layers LSTM layers; 0 where the net takes none
 * @param dropout share of units left out while training; 0 where the net takes none
 * @param augment whether training rows are changed at random; false where the net takes no such
 *     word
 * @param clipNorm norm that gradients are scaled down to; 0: they are not
 * @param classWeights how much an example of each genre counts
 * @param trees trees of a forest; 0 where the net takes none
 * @param rows what only branches on rows and statistics may ask for; null: nothing of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Branch(
    String id,
    String configuration,
    Net net,
    String source,
    String features,
    String synthesis,
    String generator,
    String split,
    int fold,
    int folds,
    long seed,
    Optimizer optimizer,
    double rate,
    Schedule schedule,
    int warmupEpochs,
    double plateauFactor,
    int plateauPatience,
    int epochs,
    int patience,
    Keep keep,
    int batchSize,
    List<Integer> hidden,
    int layers,
    double dropout,
    boolean augment,
    double clipNorm,
    ClassWeights classWeights,
    int trees,
    RowOptions rows) {

  public Branch {
    hidden = ImmutableList.copyOf(hidden);
  }

  /**
   * Returns what stays of it without synthetic segments, fold and seed, under no name: two branches
   * of which that is equal differ in no setting of their nets. Net6 is Net5 with such segments.
   */
  public Branch plain() {
    return new Branch(
        "",
        "",
        net == Net.NET6 ? Net.NET5 : net,
        source,
        features,
        null,
        null,
        split,
        0,
        folds,
        0,
        optimizer,
        rate,
        schedule,
        warmupEpochs,
        plateauFactor,
        plateauPatience,
        epochs,
        patience,
        keep,
        batchSize,
        hidden,
        layers,
        dropout,
        augment,
        clipNorm,
        classWeights,
        trees,
        rows);
  }

  /** Returns its configuration's id without the split, which stands last in it. */
  public String withoutSplit() {
    return configuration.substring(0, configuration.length() - split.length() - 1);
  }

  /** Returns all that its training depends on but its length, under no name. */
  Branch withoutEpochs() {
    return new Branch(
        "",
        "",
        net,
        source,
        features,
        synthesis,
        generator,
        split,
        fold,
        folds,
        seed,
        optimizer,
        rate,
        schedule,
        warmupEpochs,
        plateauFactor,
        plateauPatience,
        0,
        patience,
        keep,
        batchSize,
        hidden,
        layers,
        dropout,
        augment,
        clipNorm,
        classWeights,
        trees,
        rows);
  }
}
