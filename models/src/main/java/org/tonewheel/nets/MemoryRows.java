package org.tonewheel.nets;

import java.util.Objects;

/**
 * Rows that are held in memory.
 *
 * @param values at least one row, all equally long
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record MemoryRows(float[][] values) implements Rows {
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
    float[] from = values[Objects.checkIndex(Math.toIntExact(row), values.length)];
    System.arraycopy(from, 0, into, 0, from.length);
  }
}
