package org.tonewheel.table;

/**
 * Says that a table is not what was declared: its columns, its preparation, or a category that must
 * not be unknown. What is wrong with one row alone is a {@link RowProblem}.
 */
public class TableException extends RuntimeException {

  /** Makes an exception whose message names the column, the row where there is one, what to do. */
  public TableException(String message) {
    super(message);
  }
}
