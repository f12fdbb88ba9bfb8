package org.tonewheel.pipelines.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** Labels in CSV, with a header. */
final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private CsvTable() {}

  static LabelTable read(Path file, BufferedReader reader, String what) throws IOException {
    try (CSVParser parser = FORMAT.parse(reader)) {
      List<LabelTable.Row> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        if (!line.isConsistent()) {
          throw new StageException(
              Exit.BAD_DATA,
              "%s, line %d: %d values where the header has %d columns"
                  .formatted(
                      file,
                      parser.getCurrentLineNumber(),
                      line.size(),
                      parser.getHeaderNames().size()));
        }
        String place = "%s, row %d".formatted(file, line.getRecordNumber());
        rows.add(new LabelTable.Row(place, line.toMap()));
      }
      return new LabelTable(file, parser.getHeaderNames(), rows);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      if (e.getCause() instanceof CharacterCodingException coding) {
        throw coding;
      }
      throw new StageException(
          Exit.BAD_DATA, "%s (%s) is not a CSV table: %s".formatted(file, what, e.getMessage()), e);
    }
  }
}
