package org.tonewheel.pipelines.features;

import java.util.Locale;

/** Why a track that was decoded gives no features or no picture, or fewer than it has segments. */
public enum FeatureReason {
  /** A value that is infinite or not a number: a fault of this program, for samples are finite. */
  NOT_FINITE;

  /** The stable name that tables and reports carry, such as {@code not-finite}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
