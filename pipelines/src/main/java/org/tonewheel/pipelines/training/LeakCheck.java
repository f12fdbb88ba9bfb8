package org.tonewheel.pipelines.training;

import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.synthesis.SeenSegments;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;

/**
 * Proves, from the rows that a branch is about to be given, that synthetic segments bring it
 * nothing of what it is validated and tested on.
 */
final class LeakCheck {
  private LeakCheck() {}

  /**
   * Checks that no synthetic row validates or tests, and that none was made from a segment that
   * does.
   *
   * @param seen what the synthetic rows were made from
   * @param wholeTracks whether no segment of a track that validates or tests may be among it
   * @throws StageException (65) if one does; it names the first
   */
  static void verify(Branch branch, BranchRows rows, SeenSegments seen, boolean wholeTracks) {
    for (int row = 0; row < rows.keys().size(); row++) {
      TrainingSet.Key key = rows.keys().get(row);
      if (SyntheticSegments.isSynthetic(key.track()) != (row >= rows.real())) {
        throw leak(branch, key, row < rows.real() ? "is called synthetic" : "is called real");
      }
    }
    verify(branch, rows, rows.sides().validation(), "validates", seen, wholeTracks);
    verify(branch, rows, rows.sides().test(), "tests", seen, wholeTracks);
  }

  private static void verify(
      Branch branch,
      BranchRows rows,
      int[] side,
      String does,
      SeenSegments seen,
      boolean wholeTracks) {
    for (int row : side) {
      TrainingSet.Key key = rows.keys().get(row);
      if (row >= rows.real()) {
        throw leak(branch, key, does + ", though it is synthetic");
      }
      if (seen.contains(key) || (wholeTracks && seen.contains(key.track()))) {
        throw leak(branch, key, does + ", though synthetic segments were made from it");
      }
    }
  }

  private static StageException leak(Branch branch, TrainingSet.Key key, String what) {
    return new StageException(
        Exit.BAD_DATA,
        "%s: segment %d of track %s %s; remove synthetic/%s and run `tonewheel synthesize` again"
            .formatted(branch.id(), key.segment(), key.track(), what, branch.generator()));
  }
}
