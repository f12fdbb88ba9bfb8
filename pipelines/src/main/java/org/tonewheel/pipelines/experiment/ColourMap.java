package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How decibels become colours. All but grey are perceptually uniform, as matplotlib has them. */
public enum ColourMap {
  @JsonProperty("magma")
  MAGMA,
  @JsonProperty("viridis")
  VIRIDIS,
  @JsonProperty("inferno")
  INFERNO,
  @JsonProperty("plasma")
  PLASMA,
  @JsonProperty("cividis")
  CIVIDIS,
  @JsonProperty("grey")
  GREY
}
