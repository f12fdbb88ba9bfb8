package org.tonewheel.nets;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Arrays;

/**
 * The rows of a set with their classes and sides: what one branch is trained on.
 *
 * @param set rows of floats, as the shape says
 * @param labels the class of each row of the set, from 0; rows of no side may hold anything
 * @param trainRows rows to learn from
 * @param validationRows rows that decide when to stop
 * @param shape what a row is
 * @param classes the number of classes
 * @param scalerRows rows that the scaler is fitted on: the rows to learn from, or those of them
 *     that are real, so that models with and without synthetic rows see the same scale
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and too large to copy
public record LabelledRows(
    Rows set,
    int[] labels,
    int[] trainRows,
    int[] validationRows,
    RowShape shape,
    int classes,
    int[] scalerRows) {

  /** Rows whose scaler is fitted on all that are to be learnt from. */
  public LabelledRows(
      Rows set, int[] labels, int[] trainRows, int[] validationRows, RowShape shape, int classes) {
    this(set, labels, trainRows, validationRows, shape, classes, trainRows);
  }

  /**
   * Checks shapes, sides and labels, but not the values.
   *
   * @throws TrainingDataException if a side is empty, a row is not in the set or a label not a
   *     class
   */
  public LabelledRows {
    ClassedRows classed = new ClassedRows(set, labels, shape);
    if (classes < 2) {
      throw new TrainingDataException(
          "there is nothing to tell apart with " + classes + " classes");
    }
    checkSide(classed, "training", trainRows, classes);
    checkSide(classed, "validation", validationRows, classes);
    checkSide(classed, "scaled", scalerRows, classes);
  }

  private static void checkSide(ClassedRows rows, String side, int[] numbers, int classes) {
    if (numbers.length == 0) {
      throw new TrainingDataException(
          "the " + side + " side is empty; give it a share of the split or more tracks");
    }
    rows.requireClasses(side, numbers, classes);
  }

  /**
   * A hash of all that a training sees: shapes, sides, labels and values.
   *
   * @throws TrainingDataException if a value is not finite
   */
  String fingerprint() {
    Hasher hasher = Hashing.murmur3_128().newHasher();
    shape.dimensions().forEach(hasher::putInt);
    hasher.putInt(classes);
    ClassedRows classed = new ClassedRows(set, labels, shape);
    classed.hash(hasher, trainRows);
    classed.hash(hasher, validationRows);
    if (!Arrays.equals(scalerRows, trainRows)) {
      hasher.putInt(scalerRows.length);
      Arrays.stream(scalerRows).forEach(hasher::putInt);
    }
    return hasher.hash().toString();
  }
}
