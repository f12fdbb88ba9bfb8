package org.tonewheel.table;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The hash by which rows repeat each other (SHA-256 over kind and content of each cell, so that no
 * cell runs into the next).
 */
final class RepeatKey {
  private static final byte MISSING = 0;
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private final List<CellReader> cells;

  RepeatKey(List<CellReader> cells) {
    this.cells = List.copyOf(cells);
  }

  /** The key of a row in which every numeric cell is missing or a number. */
  String of(List<String> texts) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (CellReader cell : cells) {
      String text = cell.text(texts);
      if (cell.missing(text)) {
        hasher.putByte(MISSING);
      } else if (cell.column().role() == ColumnRole.NUMERIC) {
        hasher.putByte(NUMBER).putDouble(CellReader.number(text));
      } else {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.putByte(TEXT).putInt(bytes.length).putBytes(bytes);
      }
    }
    return hasher.hash().toString();
  }
}
