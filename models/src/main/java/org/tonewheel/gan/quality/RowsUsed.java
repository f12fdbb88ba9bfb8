package org.tonewheel.gan.quality;

/**
 * How many rows of a side were looked at.
 *
 * @param used rows drawn
 * @param of rows that there were
 */
public record RowsUsed(int used, int of) {}
