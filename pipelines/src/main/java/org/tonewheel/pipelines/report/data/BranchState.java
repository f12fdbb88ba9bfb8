package org.tonewheel.pipelines.report.data;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a branch, or a configuration of branches, has come. */
public enum BranchState {
  /** Trained, and its predictions are there. */
  @JsonProperty("done")
  DONE,
  /** Not trained yet, or ended before it was done; may still be. */
  @JsonProperty("pending")
  PENDING,
  /** Failed for good. */
  @JsonProperty("failed")
  FAILED
}
