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
 * @param classWeights by class, how much a row of it counts in the loss, of training and of
 *     validation; empty: all rows count the same
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and too large to copy
public record LabelledRows(
    Rows set,
    int[] labels,
    int[] trainRows,
    int[] validationRows,
    RowShape shape,
    int classes,
    int[] scalerRows,
    float[] classWeights) {

  /** Rows that all count the same. */
  public LabelledRows(
      Rows set,
      int[] labels,
      int[] trainRows,
      int[] validationRows,
      RowShape shape,
      int classes,
      int[] scalerRows) {
    this(set, labels, trainRows, validationRows, shape, classes, scalerRows, new float[0]);
  }

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
   * @throws IllegalArgumentException if there are weights, but not a positive one for each class
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
    checkWeights(classWeights, classes);
  }

  private static void checkWeights(float[] weights, int classes) {
    if (weights.length != 0 && weights.length != classes) {
      throw new IllegalArgumentException(weights.length + " weights for " + classes + " classes");
    }
    for (float weight : weights) {
      if (!(weight > 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "class weights are " + Arrays.toString(weights) + ", but must be above 0");
      }
    }
  }

  /**
   * The same rows, those of rare classes counting for more: a class weighs {@code rows / (classes ×
   * rows of the class)} over the training side, as scikit-learn's {@code balanced} (1.9.1), where
   * only classes that have training rows are counted. One that has none weighs 1.
   */
  public LabelledRows balanced() {
    int[] counts = new int[classes];
    for (int row : trainRows) {
      counts[labels[row]]++;
    }
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    float[] weights = new float[classes];
    for (int label = 0; label < classes; label++) {
      weights[label] =
          counts[label] == 0 ? 1 : (float) (trainRows.length / ((double) present * counts[label]));
    }
    return new LabelledRows(
        set, labels, trainRows, validationRows, shape, classes, scalerRows, weights);
  }

  /** How much a row counts in the loss. */
  float weight(int row) {
    return classWeights.length == 0 ? 1 : classWeights[labels[row]];
  }

  /** How much rows {@code from} to {@code to} (exclusive) of an order count together. */
  double weight(int[] order, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += weight(order[i]);
    }
    return sum;
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
    for (float weight : classWeights) {
      hasher.putFloat(weight);
    }
    return hasher.hash().toString();
  }
}
