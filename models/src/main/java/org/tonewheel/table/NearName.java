package org.tonewheel.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * Finds the name, as of a column or a setting, that was probably meant by one that is not known.
 */
public final class NearName {
  private NearName() {}

  /**
   * Returns {@code did you mean `tempo`?}, or nothing where no known name is near; of names equally
   * near the first by alphabet.
   */
  public static String hint(String given, Collection<String> known) {
    String wanted = plain(given);
    int furthest = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, plain(name)) <= furthest)
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, plain(name)))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "did you mean `" + name + "`?")
        .orElse("");
  }

  /** Returns the hint as the end of a message, after a semicolon. */
  static String ending(String given, Collection<String> known) {
    String hint = hint(given, known);
    return hint.isEmpty() ? "" : "; " + hint;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
