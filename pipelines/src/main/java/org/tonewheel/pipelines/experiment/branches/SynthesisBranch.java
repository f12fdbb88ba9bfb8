package org.tonewheel.pipelines.experiment.branches;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/**
 * Synthetic segments to be made once, for all branches that differ in nothing they depend on.
 *
 * @param id a file name, such as {@code smote-frames33-artist-f2-s42}
 * @param set the synthetic set's name
 * @param settings how
 * @param source the source's name
 * @param features the feature sets that its segments are wanted in, by name; what works on features
 *     has one
 * @param split the split's name
 * @param fold whose training side it sees, from 0
 * @param seed of all that is drawn
 */
public record SynthesisBranch(
    String id,
    String set,
    SyntheticSet settings,
    String source,
    List<String> features,
    String split,
    int fold,
    long seed) {

  public SynthesisBranch {
    features = ImmutableList.copyOf(features);
  }
}
