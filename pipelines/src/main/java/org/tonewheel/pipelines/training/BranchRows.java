package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.JoinedRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.CorruptRunException;

/**
 * The rows of a branch: the real ones of its set, and behind them the synthetic ones that its
 * training side is enlarged with.
 *
 * @param values of each row
 * @param keys of each row
 * @param shape of a row
 * @param sides rows of the branch's fold
 * @param real how many rows are real; the others follow
 */
record BranchRows(Rows values, List<TrainingSet.Key> keys, RowShape shape, Sides sides, int real) {

  /** Real rows alone. */
  static BranchRows of(TrainingSet set, Sides sides) {
    return new BranchRows(set.values(), set.keys(), set.shape(), sides, set.keys().size());
  }

  /**
   * The same, enlarged.
   *
   * @param made where they lie on sides, as rows of this set's followers
   * @throws CorruptRunException if they are of another shape
   */
  BranchRows and(TrainingSet synthetic, List<TrainingSet.Key> names, Sides made)
      throws IOException {
    if (!synthetic.shape().equals(shape)) {
      throw new CorruptRunException(
          "the synthetic segment of track %s is of %s, real ones of %s; remove the folder and run"
                  .formatted(synthetic.keys().get(0).track(), synthetic.shape(), shape)
              + " `tonewheel synthesize` again");
    }
    List<TrainingSet.Key> all = new ArrayList<>(keys);
    all.addAll(names);
    return new BranchRows(
        new JoinedRows(values, synthetic.values()), all, shape, sides.and(made, real), real);
  }

  /** Rows that the scaler is fitted on, so that arms with and without synthetic rows are alike. */
  int[] realTrain() {
    return Arrays.stream(sides.train()).filter(row -> row < real).toArray();
  }

  /** How many rows to be learnt from are synthetic. */
  int syntheticTrain() {
    return sides.train().length - realTrain().length;
  }
}
