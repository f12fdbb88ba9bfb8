package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/**
 * What the sides of a split share. What stands on the training and on the test side of one fold
 * leaks: a model may know it rather than the genre.
 *
 * @param split the split's name
 * @param units what is counted, in the plural: {@code tracks}, {@code rows}, {@code recordings}
 *     that several tracks repeat, or groups such as {@code groups by artist}
 * @param all how many of them the split has
 * @param sides training, validation and test by the same: how many stand on both; on the diagonal,
 *     on that one. Of several folds the most of any, cell by cell
 * @param folds by fold and fold, how many both test; on the diagonal, that one tests. Empty with
 *     one fold
 * @param leaks how many train and test in one fold
 */
// public for the template engine, which reads only public members
public record Overlap(
    String split,
    String units,
    int all,
    List<List<Integer>> sides,
    List<List<Integer>> folds,
    int leaks) {

  private static final int SIDES = 3;

  public Overlap {
    sides = ImmutableList.copyOf(sides);
    folds = ImmutableList.copyOf(folds);
  }

  /**
   * Counts.
   *
   * @param assignments the split's rows
   * @param unitOf what a track belongs to; null where to none
   */
  public static Overlap of(
      String split, String units, List<Assignment> assignments, Function<String, String> unitOf) {
    int folds = 1 + assignments.stream().mapToInt(Assignment::fold).max().orElse(0);
    Map<String, BitSet> places = new HashMap<>(); // by unit: fold times sides plus side
    for (Assignment row : assignments) {
      String unit = unitOf.apply(row.track());
      if (unit != null) {
        places.computeIfAbsent(unit, key -> new BitSet()).set(place(row.fold(), row.side()));
      }
    }
    int[][][] shared = new int[folds][SIDES][SIDES];
    int[][] tested = new int[folds][folds];
    int leaks = 0;
    for (BitSet stands : places.values()) {
      boolean leak = false;
      for (int fold = 0; fold < folds; fold++) {
        int start = fold * SIDES;
        for (int one = 0; one < SIDES; one++) {
          for (int other = 0; other < SIDES; other++) {
            shared[fold][one][other] +=
                stands.get(start + one) && stands.get(start + other) ? 1 : 0;
          }
        }
        leak |= stands.get(place(fold, Side.TRAIN)) && stands.get(place(fold, Side.TEST));
        for (int other = 0; other < folds; other++) {
          tested[fold][other] +=
              stands.get(place(fold, Side.TEST)) && stands.get(place(other, Side.TEST)) ? 1 : 0;
        }
      }
      leaks += leak ? 1 : 0;
    }
    return new Overlap(
        split,
        units,
        places.size(),
        table(
            SIDES,
            (one, other) ->
                IntStream.range(0, folds).map(f -> shared[f][one][other]).max().orElseThrow()),
        folds == 1 ? List.of() : table(folds, (one, other) -> tested[one][other]),
        leaks);
  }

  private static int place(int fold, Side side) {
    return fold * SIDES
        + switch (side) {
          case TRAIN -> 0;
          case VALIDATION -> 1;
          case TEST -> 2;
        };
  }

  private static List<List<Integer>> table(int size, IntBinaryOperator cell) {
    return IntStream.range(0, size)
        .mapToObj(
            row ->
                IntStream.range(0, size).mapToObj(column -> cell.applyAsInt(row, column)).toList())
        .toList();
  }
}
