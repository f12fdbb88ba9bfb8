package org.tonewheel.gan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Optional;
import org.tonewheel.nets.ClassedRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.TrainingDataException;

/**
 * The rows that a GAN learns to make, with their classes.
 *
 * <p>A class may have fewer rows than a batch: batches mix classes in the shares of the training
 * rows, and so do the generated rows beside them.
 *
 * @param rows of floats, as the shape says
 * @param labels the class of each row, from 0; rows that are not trained on may hold anything
 * @param trainRows rows to learn from, at least one of each class
 * @param shape what a row is; of a waveform {@code samples × 1}
 * @param classes the number of classes, at least 2
 * @param scale whether each feature is brought to mean 0 and deviation 1 over the training rows,
 *     and samples are given their units back; if not, rows are learnt as they are
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and too large to copy
public record GanData(
    Rows rows, int[] labels, int[] trainRows, RowShape shape, int classes, boolean scale) {

  /**
   * Checks shapes and labels, but not the values.
   *
   * @throws TrainingDataException naming what is wrong: fewer than 2 classes or training rows, a
   *     class without a training row, a row that is not there, a label that is not a class
   */
  public GanData {
    ClassedRows classed = new ClassedRows(rows, labels, shape);
    if (classes < 2) {
      throw new TrainingDataException(
          "a conditional GAN needs at least 2 classes, not "
              + classes
              + "; give the input more genres, or leave the GAN out");
    }
    if (trainRows.length < 2) {
      throw new TrainingDataException(
          "a GAN needs at least 2 training rows, not "
              + trainRows.length
              + "; give the training side a larger share of the split or more tracks");
    }
    classed.requireClasses("training", trainRows, classes);
    requireEachClass(labels, trainRows, classes);
  }

  private static void requireEachClass(int[] labels, int[] trainRows, int classes) {
    boolean[] seen = new boolean[classes];
    for (int row : trainRows) {
      seen[labels[row]] = true;
    }
    for (int label = 0; label < classes; label++) {
      if (!seen[label]) {
        throw new TrainingDataException(
            "class "
                + label
                + " has no training row to learn from; give it more tracks, a split that leaves"
                + " each class some, or leave the class out");
      }
    }
  }

  /** Means and deviations of the training rows; empty where rows are learnt as they are. */
  Optional<Scaler> scaler() {
    return scale ? Optional.of(Scaler.fit(rows, trainRows, shape)) : Optional.empty();
  }

  /**
   * A hash of all that a training sees.
   *
   * @throws TrainingDataException if a value is not finite
   */
  String fingerprint() {
    Hasher hasher = Hashing.murmur3_128().newHasher();
    shape.dimensions().forEach(hasher::putInt);
    hasher.putInt(classes).putBoolean(scale);
    new ClassedRows(rows, labels, shape).hash(hasher, trainRows);
    return hasher.hash().toString();
  }
}
