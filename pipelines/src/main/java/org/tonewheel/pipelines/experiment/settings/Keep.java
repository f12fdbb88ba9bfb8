package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose weights become the model. */
public enum Keep {
  /** The epoch with the lowest validation loss. */
  @JsonProperty("best")
  BEST,
  /** The last epoch. */
  @JsonProperty("last")
  LAST
}
