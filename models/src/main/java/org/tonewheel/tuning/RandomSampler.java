package org.tonewheel.tuning;

import java.util.List;
import java.util.Map;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Every value drawn evenly, on a logarithmic scale where the parameter has one; the bounds of whole
 * numbers are as likely as the values between.
 *
 * @param seed of the draws
 */
public record RandomSampler(long seed) implements Sampler {
  @Override
  public Map<String, Object> suggest(SearchSpace space, List<TrialRecord> history, int number) {
    return draw(space, seed, number);
  }

  /** What this sampler suggests, which no history changes. */
  static Map<String, Object> draw(SearchSpace space, long seed, int number) {
    Encoding encoding = new Encoding(space);
    double[] point = new double[encoding.size()];
    for (int index = 0; index < point.length; index++) {
      Dimension dimension = encoding.dimension(index);
      double share = CounterRandom.of(seed, "random/" + dimension.name(), number).uniform(0);
      point[index] = encoding.present(index, point) ? dimension.at(share) : Double.NaN;
    }
    return encoding.decode(point);
  }
}
