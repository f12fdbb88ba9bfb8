package org.tonewheel.pipelines.repeats;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How equal two tracks are. */
public enum RepeatKind {
  /** Their files are, byte for byte. */
  @JsonProperty("file")
  FILE,
  /** Their decoded samples are. */
  @JsonProperty("samples")
  SAMPLES,
  /** They sound the same in their common part. */
  @JsonProperty("near")
  NEAR
}
