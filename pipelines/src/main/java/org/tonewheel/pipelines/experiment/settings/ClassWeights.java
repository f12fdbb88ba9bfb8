package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much an example of each genre counts in the loss. */
public enum ClassWeights {
  /** Every example counts the same. */
  @JsonProperty("none")
  NONE,
  /** Examples / (genres × examples of the genre), as scikit-learn's {@code balanced}. */
  @JsonProperty("balanced")
  BALANCED
}
