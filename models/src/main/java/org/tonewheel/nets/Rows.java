package org.tonewheel.nets;

/** Rows of floats, equally long, that can be read in any order. Reading is thread-safe. */
public interface Rows {
  /** The number of rows. */
  long rows();

  /** Floats a row. */
  int rowFloats();

  /**
   * Copies a row to the start of {@code into}.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  void read(long row, float[] into);
}
