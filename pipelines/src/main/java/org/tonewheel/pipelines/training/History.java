package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.nets.Ended;

/** The epochs of a branch: its {@code history.csv}; empty for a model without epochs. */
public record History(List<Epoch> rows) {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** One epoch, from 1. */
  public record Epoch(
      int epoch,
      double trainLoss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      double seconds) {}

  /** Reads the history in a model's folder. */
  public static History read(Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    if (!Files.exists(file)) {
      return new History(List.of());
    }
    List<Epoch> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord row : parser) {
        rows.add(
            new Epoch(
                Integer.parseInt(row.get("epoch")),
                number(row, "trainLoss"),
                number(row, "trainAccuracy"),
                number(row, "validationLoss"),
                number(row, "validationAccuracy"),
                number(row, "seconds")));
      }
    }
    return new History(rows);
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  /** Epochs trained. */
  public int epochs() {
    return rows.size();
  }

  /** The epoch of the lowest validation loss, the first of equals; 0 without epochs. */
  public int bestEpoch() {
    return rows.stream()
        .min(Comparator.comparing(Epoch::validationLoss))
        .map(Epoch::epoch)
        .orElse(0);
  }

  /**
   * Why it ended, if nothing but its patience could end it early; null without epochs.
   *
   * @param most epochs it was allowed
   */
  Ended endedBefore(int most) {
    if (rows.isEmpty()) {
      return null;
    }
    return epochs() < most ? Ended.PATIENCE : Ended.EPOCHS;
  }
}
