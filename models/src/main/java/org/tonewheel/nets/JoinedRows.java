package org.tonewheel.nets;

/**
 * The rows of one set and then those of another, under one numbering.
 *
 * @param first rows that keep their numbers
 * @param second rows whose numbers follow
 */
public record JoinedRows(Rows first, Rows second) implements Rows {
  /**
   * Checks that they are equally long.
   *
   * @throws IllegalArgumentException if they are not
   */
  public JoinedRows {
    if (first.rowFloats() != second.rowFloats()) {
      throw new IllegalArgumentException(
          "rows of %d floats cannot be joined with rows of %d"
              .formatted(first.rowFloats(), second.rowFloats()));
    }
  }

  @Override
  public long rows() {
    return first.rows() + second.rows();
  }

  @Override
  public int rowFloats() {
    return first.rowFloats();
  }

  @Override
  public void read(long row, float[] into) {
    if (row < first.rows()) {
      first.read(row, into);
    } else {
      second.read(row - first.rows(), into);
    }
  }
}
