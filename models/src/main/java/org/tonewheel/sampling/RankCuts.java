package org.tonewheel.sampling;

/**
 * Where ranks 0 to n - 1 are cut into parts.
 *
 * <p>Each cut, as a function of n, grows by 0 or 1 when n grows by 1. That is why one more track,
 * at whatever rank it comes in, pushes at most one other track across each cut.
 */
final class RankCuts {

  private final Division division;

  RankCuts(Division division) {
    this.division = division;
  }

  /**
   * Returns the first rank of each part after the first.
   *
   * @param n how many are divided, at least as many as there are parts
   */
  int[] cuts(int n) {
    if (division instanceof Division.Fractions fractions) {
      // at least one a side: minimum and maximum of two such functions grow by 0 or 1 as well
      int first = clamp(rounded(n * fractions.train()), 1, n - 2);
      int second =
          clamp(rounded(n * (fractions.train() + fractions.validation())), first + 1, n - 1);
      return new int[] {first, second};
    }
    int[] cuts = new int[division.parts() - 1];
    for (int part = 1; part <= cuts.length; part++) {
      cuts[part - 1] = (int) ((long) n * part / division.parts());
    }
    return cuts;
  }

  private static int rounded(double value) {
    // halves round up even where their binary fraction lies a hair under
    return (int) Math.floor(value + 0.5 + 1e-9);
  }

  private static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(high, value));
  }
}
