package org.tonewheel.sampling;

import org.tonewheel.nets.Rows;

/** Rows in memory. */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record MemoryRows(float[][] values) implements Rows {
  @Override
  public long rows() {
    return values.length;
  }

  @Override
  public int rowFloats() {
    return values[0].length;
  }

  @Override
  public void read(long row, float[] into) {
    System.arraycopy(values[(int) row], 0, into, 0, values[(int) row].length);
  }
}
