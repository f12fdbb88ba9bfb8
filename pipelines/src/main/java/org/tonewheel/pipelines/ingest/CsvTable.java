package org.tonewheel.pipelines.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** A CSV file with a header that an experiment names: a manifest or metadata. */
final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final Path file;
  private final String what;

  /**
   * Names the file.
   *
   * @param what the field of the experiment that names it, for messages
   * @throws StageException (78) if it is not there
   */
  CsvTable(Path file, String what) {
    this.file = file;
    this.what = what;
    if (!Files.isRegularFile(file)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s: %s is not a file; paths are relative to --input".formatted(what, file));
    }
  }

  /** Reads the header and gives every row to {@code row}; returns the columns. */
  List<String> read(Consumer<CSVRecord> row) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(skipByteOrderMark(reader))) {
      long number = 1;
      for (CSVRecord line : parser) {
        number = parser.getCurrentLineNumber();
        if (!line.isConsistent()) {
          throw new StageException(
              Exit.BAD_DATA,
              "%s, line %d: %d values where the header has %d columns"
                  .formatted(file, number, line.size(), parser.getHeaderNames().size()));
        }
        row.accept(line);
      }
      return parser.getHeaderNames();
    } catch (CharacterCodingException e) {
      throw new StageException(Exit.BAD_DATA, file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new StageException(
          Exit.BAD_DATA, "%s (%s) is not a CSV table: %s".formatted(file, what, e.getMessage()), e);
    }
  }

  Path file() {
    return file;
  }

  private static BufferedReader skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }
}
