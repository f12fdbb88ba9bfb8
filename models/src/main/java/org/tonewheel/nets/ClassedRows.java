package org.tonewheel.nets;

import com.google.common.hash.Hasher;

/**
 * Rows of one shape with a class each, as every training asks them to be.
 *
 * @param rows of floats, as the shape says
 * @param labels the class of each row, from 0; rows that are not trained on may hold anything
 * @param shape what a row is
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and too large to copy
public record ClassedRows(Rows rows, int[] labels, RowShape shape) {

  /**
   * Checks that there is a label for each row, and that rows are of the shape.
   *
   * @throws TrainingDataException if not
   */
  public ClassedRows {
    if (rows.rowFloats() != shape.floats()) {
      throw new TrainingDataException("rows of " + rows.rowFloats() + " floats are not " + shape);
    }
    if (labels.length != rows.rows()) {
      throw new TrainingDataException(labels.length + " labels for " + rows.rows() + " rows");
    }
  }

  /**
   * Checks that the rows of a side are there and have a class.
   *
   * @param side what it is called in the error
   * @throws TrainingDataException naming the first that is not or has not
   */
  public void requireClasses(String side, int[] numbers, int classes) {
    for (int row : numbers) {
      if (row < 0 || row >= labels.length) {
        throw new TrainingDataException(
            "the " + side + " side names row " + row + " of " + labels.length);
      }
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new TrainingDataException(
            "row " + row + " has class " + labels[row] + ", but there are " + classes);
      }
    }
  }

  /**
   * Hashes the rows of a side: how many, and of each its number, class and values.
   *
   * @throws TrainingDataException if a value is not finite
   */
  public void hash(Hasher hasher, int[] numbers) {
    hasher.putInt(numbers.length);
    float[] row = new float[rows.rowFloats()];
    for (int number : numbers) {
      rows.read(number, row);
      hasher.putInt(number).putInt(labels[number]);
      for (int i = 0; i < row.length; i++) {
        if (!Float.isFinite(row[i])) {
          throw new TrainingDataException(
              "row %d: value %d, of feature %d, is %s; make the features anew or leave the track out"
                  .formatted(number, i, shape.featureOf(i), row[i]));
        }
        hasher.putFloat(row[i]);
      }
    }
  }
}
