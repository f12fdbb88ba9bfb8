package org.tonewheel.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the column that was probably meant by a name that is not known. */
final class NearName {
  private NearName() {}

  /** Returns {@code ; did you mean `tempo`?}, or nothing where no known name is near. */
  static String hint(String given, Collection<String> known) {
    String wanted = plain(given);
    int furthest = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> edits(wanted, plain(name)) <= furthest)
        .min(
            Comparator.comparingInt((String name) -> edits(wanted, plain(name)))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean `" + name + "`?")
        .orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Insertions, deletions and replacements that lead from one to the other. */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
