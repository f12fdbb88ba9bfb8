package org.tonewheel.pipelines.experiment.branches;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What synthetic segments the branches of an experiment need. */
public final class SynthesisGrid {
  private SynthesisGrid() {}

  /**
   * Returns all of them, each once, in the order in which branches first need them; none where no
   * branch names a synthetic set.
   *
   * @param experiment one that was loaded, and so holds what its branches refer to
   */
  public static List<SynthesisBranch> expand(Experiment experiment) {
    Map<String, List<Branch>> users = new LinkedHashMap<>();
    for (Branch branch : Grid.expand(experiment)) {
      if (branch.generator() != null) {
        users.computeIfAbsent(branch.generator(), any -> new ArrayList<>()).add(branch);
      }
    }
    return users.entrySet().stream()
        .map(entry -> of(experiment, entry.getKey(), entry.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private static SynthesisBranch of(Experiment experiment, String id, List<Branch> users) {
    Branch first = users.get(0);
    SyntheticSet settings = experiment.synthesis().sets().get(first.synthesis());
    return new SynthesisBranch(
        id,
        first.synthesis(),
        settings,
        first.source(),
        users.stream()
            .map(Branch::features)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo))
            .asList(),
        first.split(),
        first.fold(),
        seed(experiment, settings, first.seed()));
  }

  /** Returns the id of what makes a branch's synthetic segments; null where it has none. */
  static String id(
      Experiment experiment, BranchSpec spec, String set, String split, long seed, int fold) {
    if (set == null || set.equals(Synthesis.NONE)) {
      return null;
    }
    SyntheticSet settings = experiment.synthesis().sets().get(set);
    List<String> parts = new ArrayList<>();
    parts.add(set);
    if (experiment.sources().size() > 1) {
      parts.add(spec.source());
    }
    if (settings.method() != SyntheticSet.Method.WAVEFORM_GAN) {
      parts.add(spec.features());
    }
    parts.add(split);
    if (experiment.splits().get(split).folds() != null) {
      parts.add("f" + fold);
    }
    parts.add("s" + seed(experiment, settings, seed));
    return String.join("-", parts);
  }

  private static long seed(Experiment experiment, SyntheticSet settings, long seed) {
    return settings.per() == SyntheticSet.Per.FOLD ? experiment.seed() : seed;
  }
}
