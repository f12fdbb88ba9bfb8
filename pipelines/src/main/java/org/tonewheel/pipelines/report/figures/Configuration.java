package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;

/**
 * The branches that differ in fold and seed alone, and the split they share.
 *
 * @param id a branch's id without fold and seed
 * @param split the split they share
 * @param branches at least one, in the run's order
 */
public record Configuration(String id, SplitData split, List<BranchData> branches) {

  public Configuration {
    branches = ImmutableList.copyOf(branches);
  }

  /**
   * Returns the run's configurations in the order of their first branches.
   *
   * @throws IllegalArgumentException if a branch names a split that the run lacks, or branches of
   *     one configuration disagree
   */
  public static List<Configuration> of(ReportData data) {
    Map<String, SplitData> splits = new LinkedHashMap<>();
    data.splits().forEach(split -> splits.put(split.name(), split));
    Map<String, List<BranchData>> byId = new LinkedHashMap<>();
    for (BranchData branch : data.branches()) {
      if (!splits.containsKey(branch.split())) {
        throw new IllegalArgumentException(
            "branch %s names split %s, which the run lacks".formatted(branch.id(), branch.split()));
      }
      List<BranchData> same = byId.computeIfAbsent(branch.configuration(), id -> new ArrayList<>());
      if (!same.isEmpty() && !alike(same.get(0), branch)) {
        throw new IllegalArgumentException(
            "branches %s and %s share a configuration but not net, split, recipe and synthetic set"
                .formatted(same.get(0).id(), branch.id()));
      }
      same.add(branch);
    }
    ImmutableList.Builder<Configuration> configurations = ImmutableList.builder();
    byId.forEach(
        (id, branches) ->
            configurations.add(
                new Configuration(id, splits.get(branches.get(0).split()), branches)));
    return configurations.build();
  }

  private static boolean alike(BranchData one, BranchData other) {
    return one.split().equals(other.split())
        && one.net().equals(other.net())
        && one.recipe().equals(other.recipe())
        && Objects.equals(set(one), set(other))
        && one.baseline() == other.baseline();
  }

  private static String set(BranchData branch) {
    return branch.arm() == null ? null : branch.arm().set();
  }

  BranchData first() {
    return branches.get(0);
  }

  /** Returns why its figures cannot be believed, as a clause; null where they can. */
  String unsafe() {
    return Unsafe.why(split, first().beforeSplit() ? first().arm().set() : null);
  }

  BranchState state() {
    if (branches.stream().anyMatch(branch -> branch.state() == BranchState.FAILED)) {
      return BranchState.FAILED;
    }
    return branches.stream().allMatch(branch -> branch.state() == BranchState.DONE)
        ? BranchState.DONE
        : BranchState.PENDING;
  }

  /** Returns, for each seed whose folds are all done, the branches of its folds; empty for none. */
  public List<List<BranchData>> completeSeeds() {
    Map<Long, List<BranchData>> bySeed = new LinkedHashMap<>();
    for (BranchData branch : branches) {
      if (branch.state() == BranchState.DONE) {
        bySeed.computeIfAbsent(branch.seed(), seed -> new ArrayList<>()).add(branch);
      }
    }
    return bySeed.values().stream()
        .filter(folds -> folds.stream().map(BranchData::fold).distinct().count() == split.folds())
        .toList();
  }
}
