package org.tonewheel.tuning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** Suggests what a trial tries. A sampler is data and holds no state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TpeSampler.class, name = "tpe"),
  @JsonSubTypes.Type(value = RandomSampler.class, name = "random"),
  @JsonSubTypes.Type(value = GridSampler.class, name = "grid")
})
public sealed interface Sampler permits TpeSampler, RandomSampler, GridSampler {

  /** What its draws are made from. */
  long seed();

  /**
   * Suggests the values of one trial: a function of the sampler, the space, the number and the
   * history alone, whatever the history's order. {@link Study#suggestion} gives it the history that
   * a trial of a study is to see.
   *
   * @param space what may be tried
   * @param history trials that were suggested before; running ones count as not worth repeating. A
   *     trial of the same number is passed over
   * @param number the trial's, from 0
   * @return a value for every parameter, each in its own type, in the space's order
   * @throws IllegalArgumentException if a trial of the history is not of this space
   */
  Map<String, Object> suggest(SearchSpace space, List<TrialRecord> history, int number);
}
