package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate moves over a training. */
public enum Schedule {
  /** It does not. */
  @JsonProperty("constant")
  CONSTANT,
  /** Up over the warm-up epochs, then down to 0 along half a cosine. */
  @JsonProperty("cosine")
  COSINE,
  /** Multiplied by a factor whenever the validation loss stays. */
  @JsonProperty("plateau")
  PLATEAU,
  /** Up to the rate and down again, once, momentum moving against it; of {@code ffn}. */
  @JsonProperty("one-cycle")
  ONE_CYCLE
}
