package org.tonewheel.table;

/**
 * A column of prepared rows.
 *
 * @param name the input's, or {@code input=category} of a one-hot column
 * @param input the column of the table it comes from
 * @param category of a one-hot column, else null
 * @param nominal whether it comes from a categorical column, so that values between two rows' mean
 *     nothing; the columns of one input must be drawn together
 */
public record PreparedColumn(String name, String input, String category, boolean nominal) {}
