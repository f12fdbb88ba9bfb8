package org.tonewheel.pipelines.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.MetricsBuilder;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.page.ReportPage;
import org.tonewheel.pipelines.run.AtomicFiles;

/** Writes the evaluation report of a run. */
public final class Report {

  private Report() {}

  /**
   * Writes {@code metrics.json} and {@code index.html}, each replaced whole: a reader sees the old
   * file or the new one.
   *
   * @param directory where to; made if missing
   * @return what {@code metrics.json} holds
   * @throws IllegalArgumentException if the data contradicts itself, such as a segment predicted
   *     twice
   * @throws IOException if a file cannot be written
   */
  public static MetricsFile write(ReportData data, Path directory) throws IOException {
    MetricsFile metrics = new MetricsBuilder(data).build();
    ObjectMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.createDirectories(directory);
    replace(directory.resolve("metrics.json"), mapper.writeValueAsString(metrics) + "\n");
    replace(directory.resolve("index.html"), ReportPage.render(data, metrics));
    return metrics;
  }

  private static void replace(Path file, String content) throws IOException {
    AtomicFiles.sweep(file);
    AtomicFiles.write(file, content.getBytes(StandardCharsets.UTF_8));
  }
}
