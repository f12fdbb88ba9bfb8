package org.tonewheel.gan.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * A genre's training rows cut into halves by track, at random, and as many synthetic rows.
 *
 * @param first rows of some tracks
 * @param second as many rows of the others
 * @param synthetic as many synthetic rows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RealHalves(double[][] first, double[][] second, double[][] synthetic) {

  /**
   * Cuts a genre. Tracks go, in random order, to the half that is smaller so far; then all three
   * are cut to the size of the smallest.
   */
  static RealHalves of(Sides sides, int genre, CounterRandom random, CounterRandom draws) {
    SideRows training = sides.training();
    int[] rows = training.ofGenre(genre);
    int[] tracks = Arrays.stream(rows).map(row -> training.tracks()[row]).distinct().toArray();
    List<List<Integer>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int track : random.permuted(tracks)) {
      int smaller = halves.get(0).size() <= halves.get(1).size() ? 0 : 1;
      for (int row : rows) {
        if (training.tracks()[row] == track) {
          halves.get(smaller).add(row);
        }
      }
    }
    int size =
        IntStream.of(halves.get(0).size(), halves.get(1).size(), sides.synthetic().count(genre))
            .min()
            .getAsInt();
    return new RealHalves(
        cut(training, halves.get(0), size, draws),
        cut(training, halves.get(1), size, draws),
        sides.synthetic().draw(genre, size, draws));
  }

  private static double[][] cut(SideRows rows, List<Integer> half, int size, CounterRandom random) {
    int[] order = random.permuted(half.stream().mapToInt(Integer::intValue).toArray());
    return rows.pick(Arrays.copyOf(order, size));
  }

  /** The rows of several genres together. */
  static RealHalves together(List<RealHalves> genres) {
    return new RealHalves(
        genres.stream().flatMap(one -> Arrays.stream(one.first)).toArray(double[][]::new),
        genres.stream().flatMap(one -> Arrays.stream(one.second)).toArray(double[][]::new),
        genres.stream().flatMap(one -> Arrays.stream(one.synthetic)).toArray(double[][]::new));
  }

  /** The same rows with their first columns alone. */
  RealHalves columns(int count) {
    return new RealHalves(cut(first, count), cut(second, count), cut(synthetic, count));
  }

  private static double[][] cut(double[][] rows, int columns) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, columns)).toArray(double[][]::new);
  }
}
