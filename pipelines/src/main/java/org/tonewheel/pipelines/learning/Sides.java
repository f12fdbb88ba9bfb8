package org.tonewheel.pipelines.learning;

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
public record Sides(int[] train, int[] validation, int[] test) {

  /**
   * Looks up the fold's side of every row; a row without one belongs to another source or is left
   * out by lists.
   */
  public static Sides of(List<TrainingSet.Key> keys, List<Assignment> rows, int fold) {
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

  /** These rows and those of another set that follow after {@code offset} of this one. */
  public Sides and(Sides others, int offset) {
    return new Sides(
        joined(train, others.train, offset),
        joined(validation, others.validation, offset),
        joined(test, others.test, offset));
  }

  private static int[] joined(int[] rows, int[] others, int offset) {
    return IntStream.concat(
            IntStream.of(rows), IntStream.of(others).map(row -> Math.addExact(row, offset)))
        .toArray();
  }

  private static int[] on(Side[] sides, Side side) {
    return IntStream.range(0, sides.length).filter(row -> sides[row] == side).toArray();
  }
}
