package org.tonewheel.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.engine.CounterRandom;

/** A random part of the rows in which each label has the share it has in the whole. */
public final class StratifiedSample {
  private StratifiedSample() {}

  /**
   * Draws rows without repetition. Each label gets its share of {@code size}, rounded so that the
   * sum holds (largest remainders first, of equal ones the smaller label).
   *
   * @param labels the label of each row, from 0
   * @param size how many rows; all where there are no more
   * @param seed fixes which
   * @return row numbers, ascending
   * @throws IllegalArgumentException if {@code size} is negative or a label is
   */
  public static int[] of(int[] labels, int size, long seed) {
    if (size < 0) {
      throw new IllegalArgumentException("a sample of %d rows".formatted(size));
    }
    if (size >= labels.length) {
      return IntStream.range(0, labels.length).toArray();
    }
    int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0) {
        throw new IllegalArgumentException("row %d has label %d".formatted(row, labels[row]));
      }
      counts[labels[row]]++;
    }
    int[] quotas = quotas(counts, labels.length, size);
    int[] sample = new int[size];
    int next = 0;
    for (int label = 0; label < counts.length; label++) {
      int wanted = label;
      int[] rows = IntStream.range(0, labels.length).filter(row -> labels[row] == wanted).toArray();
      int[] drawn = CounterRandom.of(seed, "stratified sample", label).permuted(rows);
      System.arraycopy(drawn, 0, sample, next, quotas[label]);
      next += quotas[label];
    }
    Arrays.sort(sample);
    return sample;
  }

  private static int[] quotas(int[] counts, int rows, int size) {
    int[] quotas = new int[counts.length];
    Arrays.setAll(quotas, label -> (int) ((long) size * counts[label] / rows));
    int left = size - Arrays.stream(quotas).sum();
    List<Integer> byRemainder =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(
                Comparator.comparing((Integer label) -> (long) size * counts[label] % rows)
                    .reversed())
            .toList();
    for (int label : byRemainder.subList(0, left)) {
      quotas[label]++;
    }
    return quotas;
  }
}
