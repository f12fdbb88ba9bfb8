package org.tonewheel.pipelines.experiment.rules;

import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What holds for the models that the branches of an experiment expand to. */
public final class GridRules {
  /** File systems take 255 bytes; stages append to ids. */
  private static final int LONGEST_ID = 200;

  private static final FieldPath BRANCHES = FieldPath.ROOT.field("branches");

  private final Experiment experiment;
  private final Problems problems;
  private final List<List<Branch>> entries = new ArrayList<>();

  /** By id in lower case: the entry that a model belongs to. */
  private final Map<String, Integer> owners = new HashMap<>();

  private GridRules(Experiment experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
  }

  /**
   * Checks an experiment in which everything else is right: that its models are not too many, that
   * ids are distinct and fit into file names, and that every net can see its rows.
   *
   * @param problems what is wrong is added to these
   */
  public static void check(Experiment experiment, Problems problems) {
    GridRules rules = new GridRules(experiment, problems);
    double count = 0;
    for (int i = 0; i < experiment.branches().size(); i++) {
      count += Grid.size(experiment, experiment.branches().get(i));
      if (count > Experiment.MOST_MODELS) {
        problems.add(
            BRANCHES.item(i),
            "the branches are more than " + Experiment.MOST_MODELS + " models",
            "fewer");
        return;
      }
      rules.entries.add(Grid.expand(experiment, experiment.branches().get(i)));
      rules.checkNet(i);
      rules.checkIds(i);
    }
    rules.checkGenerators();
    if (experiment.synthesis().admit() == Synthesis.Admit.IF_BETTER) {
      rules.checkTwins();
    }
  }

  /** Checks that every model has an id of its own, on file systems that ignore case too. */
  private void checkIds(int entry) {
    FieldPath path = BRANCHES.item(entry);
    for (Branch branch : entries.get(entry)) {
      if (isTooLong(branch.id(), path)) {
        return;
      }
      Integer first = owners.putIfAbsent(branch.id().toLowerCase(Locale.ROOT), entry);
      if (first != null) {
        problems.add(
            path,
            "has the id `" + branch.id() + "`, as branches[" + first + "] has",
            "a `name` that tells the two apart, since ids do not show every field");
        return;
      }
    }
  }

  private boolean isTooLong(String id, FieldPath path) {
    if (id.length() > LONGEST_ID) {
      problems.add(
          path,
          "has the id `" + id + "`, which is too long for a file's name",
          "shorter names, so that it has " + LONGEST_ID + " characters at most");
    }
    return id.length() > LONGEST_ID;
  }

  /** Checks that something is left of a branch's rows after every layer of its net. */
  private void checkNet(int entry) {
    Branch branch = entries.get(entry).get(0);
    if (branch.net().deep()) {
      try {
        BranchInput.summary(branch, experiment, BranchInput.genres(experiment));
      } catch (TrainingDataException e) {
        problems.add(BRANCHES.item(entry).field("features"), e.getMessage(), "");
      }
    }
  }

  /** What tells synthetic segments apart but for seed and fold; samples have no features yet. */
  private record Kind(String set, String source, String features, String split) {
    static Kind of(Branch branch, SyntheticSet set) {
      boolean sound = set.method() == SyntheticSet.Method.WAVEFORM_GAN;
      return new Kind(
          branch.synthesis(), branch.source(), sound ? "" : branch.features(), branch.split());
    }
  }

  /**
   * Checks that all synthetic segments have ids of their own, since names may hold the hyphens that
   * ids are joined by. No stage has an id that ends as these do, with a seed.
   */
  private void checkGenerators() {
    Map<String, Kind> kinds = new HashMap<>();
    Set<String> wrong = new HashSet<>();
    for (Branch branch : Iterables.concat(entries)) {
      if (branch.generator() != null && !wrong.contains(branch.synthesis())) {
        String id = branch.generator().toLowerCase(Locale.ROOT);
        Kind own = Kind.of(branch, experiment.synthesis().sets().get(branch.synthesis()));
        Kind first = kinds.putIfAbsent(id, own);
        String other = null;
        if (owners.containsKey(id)) {
          other = "branches[" + owners.get(id) + "] has";
        } else if (first != null && !first.equals(own)) {
          other = "`" + first.set() + "` does for other branches";
        }
        FieldPath path = SynthesisRules.SETS.field(branch.synthesis());
        if (other != null) {
          String what = "makes segments under the id `" + branch.generator() + "`, as " + other;
          problems.addAtKey(path, what, "another name", "");
        }
        if (other != null || isTooLong(branch.generator(), path)) {
          wrong.add(branch.synthesis());
        }
      }
    }
  }

  /** What a branch is compared with: its settings without synthetic segments, and its seed. */
  private record Twin(Branch plain, long seed) {}

  /** Checks that whatever is admitted only if it is better can be compared. */
  private void checkTwins() {
    Set<Twin> twins = new HashSet<>();
    for (List<Branch> entry : entries) {
      entry.stream()
          .filter(branch -> branch.synthesis() == null)
          .forEach(branch -> twins.add(new Twin(branch.plain(), branch.seed())));
    }
    for (int i = 0; i < entries.size(); i++) {
      FieldPath path = BRANCHES.item(i).field("synthesis");
      entries.get(i).stream()
          .filter(branch -> branch.synthesis() != null)
          // what is unsafe is never chosen, and so never admitted
          .filter(branch -> !experiment.synthesis().sets().get(branch.synthesis()).beforeSplit())
          .filter(branch -> !twins.contains(new Twin(branch.plain(), branch.seed())))
          .findFirst()
          .ifPresent(branch -> problems.add(path, unpaired(branch), missing(branch)));
    }
  }

  private static String unpaired(Branch branch) {
    return "`admit: if-better` compares `"
        + branch.id()
        + "` with the same model without synthetic segments, which no branch trains";
  }

  private static String missing(Branch branch) {
    return branch.net() == Net.NET6
        ? "a branch of `net: net5` with the same settings and seeds, and no `synthesis`"
        : "`none` in the list as well";
  }
}
