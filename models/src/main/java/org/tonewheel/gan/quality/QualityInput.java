package org.tonewheel.gan.quality;

import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * What {@link SampleQuality} looks at: statistics of real and of synthetic segments, not yet
 * standardised.
 *
 * <p>A row of 33 features has 132 statistics: 0.5 kB here, and 1.1 kB more while it is measured. At
 * the limits below that is about 40 MB, and as much again while the logistic regressions learn.
 *
 * @param genres names of the genres, in the order of the labels
 * @param frameMeans how many columns at the start of a row are means over frames: the number of
 *     features
 * @param training real rows that the generator was trained on, with tracks
 * @param validation real rows of the validation side
 * @param test real rows of the test side
 * @param synthetic rows that were made
 */
public record QualityInput(
    List<String> genres,
    int frameMeans,
    SideSample training,
    SideSample validation,
    SideSample test,
    SideSample synthetic) {

  /** At most so many training rows, and as many synthetic ones, are looked at. */
  public static final int TRAINING_LIMIT = 10_000;

  /** At most so many rows of the validation side, and as many of the test side, are looked at. */
  public static final int HELD_OUT_LIMIT = 2_500;

  /**
   * @throws IllegalArgumentException if the training rows have no tracks, or rows differ in length
   */
  public QualityInput {
    genres = List.copyOf(genres);
    if (training.tracks().length != training.size()) {
      throw new IllegalArgumentException("the training rows have no tracks");
    }
    int columns = training.size() == 0 ? 0 : training.rows().values()[0].length;
    if (frameMeans < 1 || frameMeans > columns) {
      throw new IllegalArgumentException(
          "there are %d training rows of %d columns, of which %d cannot be means over frames"
              .formatted(training.size(), columns, frameMeans));
    }
    for (SideSample side : List.of(training, validation, test, synthetic)) {
      for (int row = 0; row < side.size(); row++) {
        int label = side.rows().labels()[row];
        if (side.rows().values()[row].length != columns || label < 0 || label >= genres.size()) {
          throw new IllegalArgumentException(
              "row %d has %d columns and label %d; there are %d columns and %d genres"
                  .formatted(row, side.rows().values()[row].length, label, columns, genres.size()));
        }
      }
    }
  }

  /**
   * Draws rows of each side up to the limits, genres in their shares, and sums them up; which are
   * drawn depends on the seed and the sides alone.
   *
   * @param shape frames of features
   * @param real the real segments and their sides
   * @param synthetic rows of the same shape that were made
   * @param syntheticLabels the genre each was made for
   * @throws IllegalArgumentException if the rows are pictures, or a side or label does not fit
   * @throws org.tonewheel.nets.TrainingDataException if a value is not finite
   */
  public static QualityInput read(
      List<String> genres,
      RowShape shape,
      RealSegments real,
      Rows synthetic,
      int[] syntheticLabels,
      long seed) {
    if (shape.isPicture() || syntheticLabels.length != synthetic.rows()) {
      throw new IllegalArgumentException(
          "%d labels for %d synthetic rows of %s; rows must be frames of features"
              .formatted(syntheticLabels.length, synthetic.rows(), shape));
    }
    int[] made = IntStream.range(0, syntheticLabels.length).toArray();
    return new QualityInput(
        genres,
        shape.features(),
        side(shape, real, real.trainRows(), TRAINING_LIMIT, seed, "training"),
        side(shape, real, real.validationRows(), HELD_OUT_LIMIT, seed, "validation"),
        side(shape, real, real.testRows(), HELD_OUT_LIMIT, seed, "test"),
        SideSample.draw(
            synthetic,
            shape,
            syntheticLabels,
            new int[0],
            made,
            TRAINING_LIMIT,
            CounterRandom.of(seed, "quality rows/synthetic")));
  }

  private static SideSample side(
      RowShape shape, RealSegments real, int[] rows, int limit, long seed, String name) {
    CounterRandom random = CounterRandom.of(seed, "quality rows/" + name);
    return SideSample.draw(real.rows(), shape, real.labels(), real.tracks(), rows, limit, random);
  }
}
