package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;

/**
 * Puts synthetic segments on sides: all on the training side, or, in an arm that augments before it
 * splits, on all sides in the shares of the real ones.
 */
final class Enlargement {
  private static final int[] NONE = {};

  private Enlargement() {}

  /**
   * Enlarges a branch's rows.
   *
   * @param wholeTracks whether the split keeps the segments of a track on one side
   * @throws org.tonewheel.pipelines.run.StageException (65) if that would let the branch see what
   *     it is tested on
   */
  static BranchRows enlarge(
      Branch branch,
      BranchRows rows,
      SyntheticSegments.Made made,
      TrainingSet synthetic,
      boolean wholeTracks)
      throws IOException {
    int count = synthetic.keys().size();
    boolean unsafe = made.branch().settings().beforeSplit();
    Sides sides =
        unsafe
            ? divided(count, rows.sides(), made.branch().seed())
            : new Sides(IntStream.range(0, count).toArray(), NONE, NONE);
    List<TrainingSet.Key> names = unsafe ? apart(synthetic.keys()) : synthetic.keys();
    BranchRows enlarged = rows.and(synthetic, names, sides);
    if (!unsafe) {
      LeakCheck.verify(branch, enlarged, made.seen(), wholeTracks);
    }
    return enlarged;
  }

  /** As if each were a track: nothing keeps two of them on one side. */
  private static List<TrainingSet.Key> apart(List<TrainingSet.Key> keys) {
    return keys.stream()
        .map(key -> new TrainingSet.Key(key.track() + "#" + key.segment(), key.genre(), 0))
        .toList();
  }

  /** So many rows at random in the shares that the sides have. */
  static Sides divided(int count, Sides shares, long seed) {
    int[] order =
        CounterRandom.of(seed, "sides of synthetic segments")
            .permuted(IntStream.range(0, count).toArray());
    double train = shares.train().length;
    double validation = shares.validation().length;
    double all = train + validation + shares.test().length;
    int toTrain = (int) Math.round(count * train / all);
    int toValidation = (int) Math.round(count * (train + validation) / all);
    return new Sides(
        ascending(order, 0, toTrain),
        ascending(order, toTrain, toValidation),
        ascending(order, toValidation, count));
  }

  private static int[] ascending(int[] order, int from, int to) {
    return IntStream.range(from, to).map(place -> order[place]).sorted().toArray();
  }
}
