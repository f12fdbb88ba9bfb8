package org.tonewheel.benchmarks.tuning;

import java.util.List;
import java.util.Map;
import org.tonewheel.tuning.Direction;
import org.tonewheel.tuning.Parameter;
import org.tonewheel.tuning.RandomSampler;
import org.tonewheel.tuning.Sampler;
import org.tonewheel.tuning.TpeSampler;

/**
 * One search.
 *
 * @param function of {@link TestFunctions}; null if the other side of the pipe is to be asked
 * @param parameters the space
 * @param direction which values are better
 * @param sampler {@code univariate}, {@code multivariate} or {@code random}
 * @param seed of the sampler
 * @param startup values of the first trials, the same for both sides
 * @param noise what is added to each trial's value before the sampler sees it; its length is the
 *     number of trials
 */
record SearchRequest(
    String function,
    List<Parameter> parameters,
    Direction direction,
    String sampler,
    long seed,
    List<Map<String, Object>> startup,
    List<Double> noise) {

  Sampler newSampler() {
    return switch (sampler) {
      case "univariate" -> new TpeSampler(direction, seed, startup.size(), 24, false);
      case "multivariate" -> new TpeSampler(direction, seed, startup.size(), 24, true);
      case "random" -> new RandomSampler(seed);
      default -> throw new IllegalArgumentException("no sampler is called " + sampler);
    };
  }
}
