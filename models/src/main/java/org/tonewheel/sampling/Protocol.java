package org.tonewheel.sampling;

/** What a split promises to keep on one side; the later, the safer. */
public enum Protocol {
  /**
   * Nothing: segments of one track lie on several sides. A model can recognise the track instead of
   * the genre, so scores under it are too good to be believed.
   */
  SEGMENT,
  /**
   * Nothing: rows of a table lie where chance puts them, though several may be one track or of one
   * artist.
   */
  ROW,
  /** All segments of a track, on the side that a list names: as good as whoever made the list. */
  LISTS,
  /** All segments of a track. */
  TRACK,
  /** All tracks of a group, such as an artist or an album. */
  GROUP;

  /** Returns whether scores under this protocol say something about unheard tracks. */
  public boolean safe() {
    return this != SEGMENT && this != ROW;
  }
}
