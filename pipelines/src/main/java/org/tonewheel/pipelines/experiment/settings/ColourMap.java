package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How decibels become colours: matplotlib's maps by its names, {@code grey} being its {@code gray};
 * {@code _r} is a map backwards.
 */
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
  GREY,
  @JsonProperty("hot")
  HOT,
  @JsonProperty("jet")
  JET,
  @JsonProperty("magma_r")
  MAGMA_R,
  @JsonProperty("viridis_r")
  VIRIDIS_R,
  @JsonProperty("inferno_r")
  INFERNO_R,
  @JsonProperty("plasma_r")
  PLASMA_R,
  @JsonProperty("cividis_r")
  CIVIDIS_R,
  @JsonProperty("grey_r")
  GREY_R,
  @JsonProperty("hot_r")
  HOT_R,
  @JsonProperty("jet_r")
  JET_R
}
