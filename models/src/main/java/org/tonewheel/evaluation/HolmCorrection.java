package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Probabilities of several tests, raised so that among all of them the chance of any false alarm
 * stays what it is for one (Holm, 1979). Of twenty branches none of which is better than the
 * baseline, one would else pass at 5%. Equal to statsmodels' {@code multipletests(method='holm')}.
 */
public final class HolmCorrection {

  private HolmCorrection() {}

  /**
   * Corrects.
   *
   * @param probabilities of the tests, 0 to 1
   * @return for each test its corrected probability, in the order given
   * @throws IllegalArgumentException if one is not within 0 and 1
   */
  public static double[] adjust(double[] probabilities) {
    for (double p : probabilities) {
      Preconditions.checkArgument(p >= 0 && p <= 1, "a probability of %s", p);
    }
    int tests = probabilities.length;
    int[] rising =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparingDouble(test -> probabilities[test]))
            .mapToInt(test -> test)
            .toArray();
    double[] adjusted = new double[tests];
    double least = 0;
    for (int rank = 0; rank < tests; rank++) {
      least = Math.max(least, Math.min(1, (tests - rank) * probabilities[rising[rank]]));
      adjusted[rising[rank]] = least;
    }
    return adjusted;
  }
}
