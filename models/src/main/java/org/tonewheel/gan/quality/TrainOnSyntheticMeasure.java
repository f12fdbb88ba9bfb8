package org.tonewheel.gan.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tonewheel.tribuo.TableDomain;
import org.tonewheel.tribuo.TableModelTrainer;
import org.tonewheel.tribuo.TableRows;
import org.tonewheel.tribuo.TableSettings;

/**
 * Takes {@link TrainOnSynthetic}.
 *
 * @param input rows, not standardised: the regression does that on what it learns from
 * @param seed fixes the order of its steps
 */
record TrainOnSyntheticMeasure(QualityInput input, long seed) {

  /**
   * Trains and tests.
   *
   * @throws TooFewRowsException if fewer than two genres have synthetic, training and test rows, or
   *     the synthetic rows are all equal
   */
  TrainOnSynthetic of() {
    int[] common = commonGenres();
    if (common.length < 2) {
      throw new TooFewRowsException(
          "%d genres have synthetic, training and test rows; 2 or more are needed"
              .formatted(common.length));
    }
    TableRows made = only(input.synthetic().rows(), common);
    TableRows real = only(input.training().rows(), common);
    TableRows test = only(input.test().rows(), common);
    List<String> genres = Arrays.stream(common).mapToObj(input.genres()::get).toList();
    return new TrainOnSynthetic(
        accuracy(requireVaried(made), test, genres),
        accuracy(requireVaried(real), test, genres),
        accuracy(joined(real, made), test, genres),
        made.size(),
        real.size(),
        test.size(),
        genres);
  }

  private int[] commonGenres() {
    return IntStream.range(0, input.genres().size())
        .filter(
            genre ->
                Stream.of(input.synthetic(), input.training(), input.test())
                    .allMatch(side -> holds(side.rows(), genre)))
        .toArray();
  }

  private static boolean holds(TableRows rows, int genre) {
    return Arrays.stream(rows.labels()).anyMatch(label -> label == genre);
  }

  /** The rows of these genres, which are numbered anew. */
  private static TableRows only(TableRows rows, int[] genres) {
    int[] kept =
        IntStream.range(0, rows.size())
            .filter(row -> Arrays.binarySearch(genres, rows.labels()[row]) >= 0)
            .toArray();
    return new TableRows(
        Arrays.stream(kept).mapToObj(row -> rows.values()[row]).toArray(float[][]::new),
        Arrays.stream(kept).map(row -> Arrays.binarySearch(genres, rows.labels()[row])).toArray());
  }

  private static TableRows requireVaried(TableRows rows) {
    if (Arrays.stream(rows.values()).allMatch(row -> Arrays.equals(row, rows.values()[0]))) {
      throw new TooFewRowsException("all %d rows to learn from are equal".formatted(rows.size()));
    }
    return rows;
  }

  private static TableRows joined(TableRows first, TableRows second) {
    float[][] values = Arrays.copyOf(first.values(), first.size() + second.size());
    int[] labels = Arrays.copyOf(first.labels(), values.length);
    System.arraycopy(second.values(), 0, values, first.size(), second.size());
    System.arraycopy(second.labels(), 0, labels, first.size(), second.size());
    return new TableRows(values, labels);
  }

  private double accuracy(TableRows training, TableRows test, List<String> genres) {
    List<String> columns =
        IntStream.range(0, training.values()[0].length).mapToObj(i -> "column " + i).toList();
    double[][] probabilities =
        new TableModelTrainer(
                TableSettings.defaults("logistic", seed), new TableDomain(columns, genres))
            .fit(training, () -> false)
            .probabilities(test.values());
    long right =
        IntStream.range(0, test.size())
            .filter(row -> highest(probabilities[row]) == test.labels()[row])
            .count();
    return (double) right / test.size();
  }

  private static int highest(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .reduce(0, (best, genre) -> probabilities[genre] > probabilities[best] ? genre : best);
  }
}
