package org.tonewheel.table;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts rows by key and label, row by row; the key is that of repeats, or any other thing that
 * rows share, such as an artist. Holds one entry a key. Not for several threads at once.
 */
public final class RepeatTally {
  private final Map<String, Map<String, Integer>> labels = new HashMap<>();

  /** Counts a row. */
  public void add(String key, String label) {
    labels.computeIfAbsent(key, k -> new HashMap<>(2)).merge(label, 1, Integer::sum);
  }

  /** What the rows counted so far come to. */
  public RepeatFigures figures() {
    long rows = 0;
    long repeated = 0;
    long contradictory = 0;
    long agreeing = 0;
    SortedMap<Integer, Long> keysBySize = new TreeMap<>();
    for (Map<String, Integer> counts : labels.values()) {
      int size = size(counts);
      rows += size;
      repeated += size > 1 ? size : 0;
      contradictory += counts.size() > 1 ? size : 0;
      agreeing += Collections.max(counts.values());
      keysBySize.merge(size, 1L, Long::sum);
    }
    return new RepeatFigures(rows, labels.size(), repeated, contradictory, agreeing, keysBySize);
  }

  /**
   * How much of another side's rows stands in this one.
   *
   * @param evaluation the rows of the other side; this tally is the training side's
   */
  public RepeatOverlap overlap(RepeatTally evaluation) {
    long rows = 0;
    long seen = 0;
    long labelSeen = 0;
    double recalled = 0;
    // In the order of the keys, so that the sum of fractions has the same bits each time.
    for (Map.Entry<String, Map<String, Integer>> entry :
        new TreeMap<>(evaluation.labels).entrySet()) {
      int size = size(entry.getValue());
      rows += size;
      Map<String, Integer> trained = labels.get(entry.getKey());
      if (trained == null) {
        continue;
      }
      seen += size;
      int most = Collections.max(trained.values());
      long answers = trained.values().stream().filter(count -> count == most).count();
      int right = 0;
      for (Map.Entry<String, Integer> label : entry.getValue().entrySet()) {
        int known = trained.getOrDefault(label.getKey(), 0);
        labelSeen += known > 0 ? label.getValue() : 0;
        right += known == most ? label.getValue() : 0;
      }
      recalled += (double) right / answers;
    }
    return new RepeatOverlap(rows, seen, labelSeen, recalled);
  }

  private static int size(Map<String, Integer> counts) {
    int size = 0;
    for (int count : counts.values()) {
      size += count;
    }
    return size;
  }
}
