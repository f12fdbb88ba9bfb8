package org.tonewheel.table;

/**
 * What is wrong with a row.
 *
 * @param reason what kind of fault it is
 * @param column the column's name; empty where it is the row's as a whole
 * @param detail what was found and what was expected, as a sentence that names row and column
 */
public record RowProblem(RowReason reason, String column, String detail) {}
