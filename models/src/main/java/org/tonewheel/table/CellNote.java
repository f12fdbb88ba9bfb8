package org.tonewheel.table;

import java.util.Objects;

/**
 * A cell whose value was not taken as it stands, in a row that is used.
 *
 * @param column the column's name
 * @param fate what became of it
 */
public record CellNote(String column, CellFate fate) {

  public CellNote {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(fate, "fate");
  }
}
