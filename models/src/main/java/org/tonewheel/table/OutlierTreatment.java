package org.tonewheel.table;

/** What is done with numbers far from the others. */
public enum OutlierTreatment {
  /** Nothing. */
  NONE,
  /**
   * They are moved to a fence: a quartile less or more a multiple of the distance between the
   * quartiles.
   */
  CLIP
}
