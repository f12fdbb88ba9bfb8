package org.tonewheel.tribuo;

/**
 * Labelled rows of one side of a split.
 *
 * @param values one row an example, all of the same length
 * @param labels the class of each row, an index into the list of genres
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy, never compared
public record TableRows(float[][] values, int[] labels) {

  /**
   * @throws IllegalArgumentException when there are not as many labels as rows
   */
  public TableRows {
    if (values.length != labels.length) {
      throw new IllegalArgumentException(
          "There are " + values.length + " rows but " + labels.length + " labels");
    }
  }

  /** The number of rows. */
  public int size() {
    return values.length;
  }
}
