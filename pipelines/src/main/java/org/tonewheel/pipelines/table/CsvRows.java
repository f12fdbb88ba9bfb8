package org.tonewheel.pipelines.table;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/**
 * The rows of a CSV file (RFC 4180, UTF-8), read one after the other: what is held is one row of at
 * most a million characters.
 *
 * <p>A file that is broken as text (bytes that are no UTF-8, a quote that is not closed or is
 * followed by anything but a comma) is refused as a whole: where its rows begin is not known. Every
 * such error is a {@link StageException} (65) that names the file and the line.
 */
final class CsvRows implements AutoCloseable {
  /** No row of real data comes near it. */
  static final int MOST_ROW_CHARACTERS = 1_000_000;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final BoundedReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  /**
   * A row.
   *
   * @param line of the file that it begins in, from 1
   * @param cells as they are written, without quotes
   */
  record Row(long line, List<String> cells) {}

  /**
   * Opens a file and reads its header.
   *
   * @throws StageException (65) if it is empty or broken
   */
  CsvRows(Path file) throws IOException {
    this.file = file;
    this.reader = new BoundedReader(text(file), MOST_ROW_CHARACTERS);
    boolean opened = false;
    try {
      this.parser = FORMAT.parse(reader);
      this.records = parser.iterator();
      Row first = next();
      if (first == null) {
        throw new StageException(Exit.BAD_DATA, file + " is empty; a table begins with a header");
      }
      this.header = first.cells();
      opened = true;
    } finally {
      if (!opened) {
        reader.close();
      }
    }
  }

  private static BufferedReader text(Path file) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    try {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
    } catch (CharacterCodingException e) {
      reader.close();
      throw notText(file, 1, e);
    }
    return reader;
  }

  /** The cells of the first row. */
  List<String> header() {
    return header;
  }

  /**
   * Returns the next row, or null after the last. A line without anything is a row of one empty
   * cell.
   *
   * @throws StageException (65) where the file is broken
   */
  Row next() throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    reader.begin();
    try {
      return records.hasNext()
          ? new Row(line, ImmutableList.copyOf(records.next().values()))
          : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notText(file, line, e);
      }
      throw new StageException(
          Exit.BAD_DATA,
          "%s: the row that begins in line %d cannot be read: %s"
              .formatted(file, line, e.getCause().getMessage()),
          e);
    }
  }

  /** The decoder reads ahead, so that the line is not known exactly. */
  private static StageException notText(Path file, long line, Exception e) {
    return new StageException(
        Exit.BAD_DATA,
        "%s is not UTF-8 text, in line %d or soon after; save it as UTF-8".formatted(file, line),
        e);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
