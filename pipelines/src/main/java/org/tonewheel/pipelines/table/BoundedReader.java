package org.tonewheel.pipelines.table;

import java.io.IOException;
import java.io.Reader;

/**
 * Characters of a file, so many at most for each of its rows: a quote that is never closed would
 * otherwise bring a whole file into memory as one cell.
 */
final class BoundedReader extends Reader {
  private final Reader file;
  private final int most;
  private long read;

  /** The row is too long. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(int most) {
      super("the row is longer than " + most + " characters; look for a quote that is not closed");
    }
  }

  /**
   * Bounds what is read.
   *
   * @param most characters of a row, and of what a parser reads ahead
   */
  BoundedReader(Reader file, int most) {
    this.file = file;
    this.most = most;
  }

  /** Says that a row begins. */
  void begin() {
    read = 0;
  }

  @Override
  public int read(char[] into, int from, int length) throws IOException {
    if (read > most) {
      throw new TooLongException(most);
    }
    int count = file.read(into, from, length);
    read += Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
