package org.tonewheel.tribuo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingListener;

/** Writes each epoch's report as a line of {@code history.csv} and passes it on. */
final class HistoryFile implements TrainingListener, Closeable {
  private final Writer writer;
  private final TrainingListener next;

  HistoryFile(Path directory, TrainingListener next) throws IOException {
    this.next = next;
    writer = Files.newBufferedWriter(directory.resolve("history.csv"));
    writer.write("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds\n");
  }

  @Override
  public void onEpoch(EpochReport report) {
    try {
      writer.write(
          report.epoch()
              + ","
              + report.trainLoss()
              + ","
              + report.trainAccuracy()
              + ","
              + report.validationLoss()
              + ","
              + report.validationAccuracy()
              + ","
              + report.seconds()
              + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next.onEpoch(report);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
