package org.tonewheel.pipelines.experiment.branches;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/**
 * Branches that one training serves: they differ in nothing but how many epochs they train, and
 * their rate does not move, so that the shorter is the beginning of the longer.
 */
public final class Families {
  private Families() {}

  /**
   * Groups branches into families, each in ascending order of epochs; a branch that shares its
   * training with no other is a family of its own. The families are in the order of their first
   * members in the list.
   */
  public static List<List<Branch>> of(List<Branch> branches) {
    Map<Object, List<Branch>> families = new LinkedHashMap<>();
    for (Branch branch : branches) {
      Object key = resumable(branch) ? branch.withoutEpochs() : branch.id();
      List<Branch> family = families.computeIfAbsent(key, any -> new ArrayList<>());
      if (family.stream().anyMatch(other -> other.epochs() == branch.epochs())) {
        // Entries that differ in name alone: two models, as asked for.
        families.put(branch.id(), new ArrayList<>(List.of(branch)));
      } else {
        family.add(branch);
      }
    }
    return families.values().stream().map(Families::ascending).collect(toImmutableList());
  }

  /** Tribuo's models have no checkpoint to go on from. */
  private static boolean resumable(Branch branch) {
    return branch.net().deep() && branch.schedule() == Schedule.CONSTANT;
  }

  private static List<Branch> ascending(List<Branch> family) {
    return ImmutableList.sortedCopyOf(Comparator.comparingInt(Branch::epochs), family);
  }
}
