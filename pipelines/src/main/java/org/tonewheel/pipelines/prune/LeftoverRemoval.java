package org.tonewheel.pipelines.prune;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.prune.Leftovers.Leftover;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.storage.FileTree;

/** Removes leftovers of a run, each under the leases of those who could be writing there. */
final class LeftoverRemoval {
  private final Leftovers leftovers;

  LeftoverRemoval(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  /** Such as {@code 3 uncommitted parts, 1 checkpoints}. */
  static String describe(List<Leftover> found) {
    return found.stream()
        .collect(groupingBy(Leftover::kind, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  /**
   * Removes those of these that are leftovers still.
   *
   * @throws LeaseHeldException if someone began to work there; the rest stays
   */
  void remove(List<Leftover> found) throws IOException {
    Set<List<String>> owners = new LinkedHashSet<>();
    found.forEach(leftover -> owners.add(leftover.owners()));
    Set<Leftover> chosen = new HashSet<>(found);
    for (List<String> owner : owners) {
      remove(owner, chosen);
    }
    Scratch.remove(leftovers.directory());
  }

  private void remove(List<String> owners, Set<Leftover> chosen) throws IOException {
    List<Lease> leases = new ArrayList<>();
    try {
      for (String owner : owners) {
        leases.add(Lease.take(leftovers.directory().lease(owner)));
      }
      // What was uncommitted may have been committed before the lease was taken.
      for (Leftover leftover : leftovers.find()) {
        if (leftover.owners().equals(owners) && chosen.contains(leftover)) {
          FileTree.delete(leftover.path());
        }
      }
    } finally {
      for (Lease lease : leases) {
        lease.close();
      }
    }
  }
}
