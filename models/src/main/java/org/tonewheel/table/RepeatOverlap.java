package org.tonewheel.table;

/**
 * How much of an evaluation side a split has put into the training side as well, by the key of
 * repeats.
 *
 * @param rows rows of the evaluation side
 * @param seen of these, rows whose key stands in the training side
 * @param labelSeen of these, rows whose key stands there under their own label
 * @param recalled how many of the seen rows are answered rightly, on average, by who only remembers
 *     the training side: the most frequent label of the key, of equally frequent ones any
 */
public record RepeatOverlap(long rows, long seen, long labelSeen, double recalled) {}
