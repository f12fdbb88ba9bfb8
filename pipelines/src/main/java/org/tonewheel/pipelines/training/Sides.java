package org.tonewheel.pipelines.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/**
 * The rows of a training set on each side of one fold.
 *
 * @param train rows to learn from
 * @param validation rows that stop training and choose between branches
 * @param test rows that are only predicted
 */
record Sides(int[] train, int[] validation, int[] test) {

  /**
   * Looks up the fold's side of every row; a row without one belongs to another source or is left
   * out by lists.
   */
  static Sides of(List<TrainingSet.Key> keys, List<Assignment> rows, int fold) {
    Map<String, Side> tracks = new HashMap<>();
    Map<String, Map<Integer, Side>> segments = new HashMap<>();
    for (Assignment row : rows) {
      if (row.fold() != fold) {
        continue;
      }
      if (row.segment() == null) {
        tracks.put(row.track(), row.side());
      } else {
        segments.computeIfAbsent(row.track(), t -> new HashMap<>()).put(row.segment(), row.side());
      }
    }
    Side[] sides = new Side[keys.size()];
    for (int row = 0; row < sides.length; row++) {
      TrainingSet.Key key = keys.get(row);
      sides[row] = tracks.get(key.track());
      if (sides[row] == null) {
        sides[row] = segments.getOrDefault(key.track(), Map.of()).get(key.segment());
      }
    }
    return new Sides(on(sides, Side.TRAIN), on(sides, Side.VALIDATION), on(sides, Side.TEST));
  }

  private static int[] on(Side[] sides, Side side) {
    return IntStream.range(0, sides.length).filter(row -> sides[row] == side).toArray();
  }
}
