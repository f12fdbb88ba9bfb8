package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much each member of an ensemble counts in the mean. */
public enum MemberWeights {
  /** All the same. */
  @JsonProperty("equal")
  EQUAL,
  /** As much as makes the log loss on the validation side least. */
  @JsonProperty("validation")
  VALIDATION
}
