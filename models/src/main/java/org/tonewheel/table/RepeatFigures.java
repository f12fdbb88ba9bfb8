package org.tonewheel.table;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;

/**
 * How far the rows of a table repeat and contradict each other.
 *
 * @param rows all rows
 * @param keys different keys among them
 * @param repeated rows whose key at least one other row has too
 * @param contradictory of the repeated rows, those whose key stands under more than one label
 * @param agreeing rows that carry the most frequent label of their key, of equally frequent ones
 *     one
 * @param keysBySize how many keys stand in so many rows
 */
public record RepeatFigures(
    long rows,
    long keys,
    long repeated,
    long contradictory,
    long agreeing,
    SortedMap<Integer, Long> keysBySize) {

  public RepeatFigures {
    keysBySize = ImmutableSortedMap.copyOf(keysBySize);
  }

  /**
   * The best accuracy on these very rows that a function of the key alone can have: rows of one key
   * get one answer, at best their most frequent label. It is measured on the rows it speaks of, so
   * whoever has not seen them will do worse; and a function that sees more columns than the key's
   * can do better. NaN without rows.
   */
  public double ceiling() {
    return (double) agreeing / rows;
  }
}
