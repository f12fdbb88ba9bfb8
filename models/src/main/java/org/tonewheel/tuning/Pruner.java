package org.tonewheel.tuning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Says of a trial that reports each epoch whether to end it. A pruner is data and holds no state.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MedianPruner.class, name = "median"),
  @JsonSubTypes.Type(value = SuccessiveHalvingPruner.class, name = "successive-halving"),
  @JsonSubTypes.Type(value = NoPruning.class, name = "none")
})
public sealed interface Pruner permits MedianPruner, SuccessiveHalvingPruner, NoPruning {

  /**
   * Whether the trial is to end after the epoch that it reported last. To be asked after every
   * epoch; a function of its arguments, whatever the order of the others.
   *
   * @param others the trials to compare with, without this one; {@link Study#prunes} takes those of
   *     earlier waves
   * @param mine the trial with all it reported so far
   */
  boolean prunes(List<TrialRecord> others, TrialRecord mine);
}
