package org.tonewheel.nets;

import java.util.Arrays;

/** Some rows of a set, or all, in another order. */
public final class ReorderedRows implements Rows {
  private final Rows rows;
  private final int[] order;

  /**
   * Reorders.
   *
   * @param order for each row of this set, the row of the other
   */
  public ReorderedRows(Rows rows, int[] order) {
    this.rows = rows;
    this.order = order.clone();
    Arrays.stream(order).forEach(row -> checkRow(rows, row));
  }

  private static void checkRow(Rows rows, int row) {
    if (row < 0 || row >= rows.rows()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows.rows());
    }
  }

  @Override
  public long rows() {
    return order.length;
  }

  @Override
  public int rowFloats() {
    return rows.rowFloats();
  }

  @Override
  public void read(long row, float[] into) {
    rows.read(order[Math.toIntExact(row)], into);
  }
}
