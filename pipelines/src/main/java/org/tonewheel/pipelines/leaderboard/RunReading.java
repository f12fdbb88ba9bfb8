package org.tonewheel.pipelines.leaderboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.report.ReportStage;
import org.tonewheel.pipelines.report.figures.OutcomesFile;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;

/** Reads what a run left for the page; whatever is wrong with it is a reason to pass it over. */
final class RunReading {

  /** Of a metrics.json; those of large experiments have half a megabyte. */
  private static final long LARGEST = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RunReading.class);

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private RunReading() {}

  /** A run, or why there is none to show: one of the two is null. */
  record Result(ListedRun run, PassedOver passed) {}

  /** Reads a folder that has a {@code run.json}. */
  static Result read(Path folder) {
    String name = folder.getFileName().toString();
    RunDirectory run = RunDirectory.at(folder);
    try {
      RunFile file = checked(run.runJson(), RunFile.class);
      if (file.formatVersion() != RunInfo.FORMAT_VERSION) {
        return passed(name, "its run.json has format " + file.formatVersion());
      }
      Path metrics = run.report().resolve(ReportStage.METRICS);
      if (!Files.exists(metrics)) {
        return passed(name, isWritten(run) ? "it is being made, and has no report yet" : NO_REPORT);
      }
      return new Result(
          new ListedRun(
              name,
              file.created(),
              file.experiment().path("name").asText(""),
              YAML.writeValueAsString(file.experiment()),
              file.seed(),
              file.input(),
              file.inputFingerprint(),
              file.versions(),
              file.commit(),
              checked(metrics, RunMetrics.class),
              run.report().resolve(OutcomesFile.NAME)),
          null);
    } catch (IOException | RuntimeException e) {
      return passed(name, reason(run, e));
    }
  }

  private static final String NO_REPORT = "it has no report yet";

  private static Result passed(String name, String reason) {
    return new Result(null, new PassedOver(name, reason));
  }

  /**
   * What a run's configurations said; null where that is not known, as of reports of earlier
   * programs, and runs can be compared by their figures alone.
   */
  static OutcomesFile outcomes(Path file) {
    try {
      OutcomesFile outcomes = Files.exists(file) ? checked(file, OutcomesFile.class) : null;
      return outcomes == null || outcomes.formatVersion() != OutcomesFile.FORMAT_VERSION
          ? null
          : outcomes;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is not used: {}", file, e.getMessage());
      return null;
    }
  }

  private static <T> T checked(Path file, Class<T> type) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new CorruptRunException(
          "%s has %d MB, more than any report writes".formatted(file.getFileName(), size >> 20),
          null);
    }
    return Json.read(file, type);
  }

  /** Looked at where there is no report alone: a report is replaced whole, whoever writes. */
  private static boolean isWritten(RunDirectory run) throws IOException {
    if (!Files.isDirectory(run.states())) {
      return false;
    }
    try (Stream<Path> files = Files.list(run.states())) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().endsWith(".lease") && Lease.isHeld(file)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Without the parser's own remarks, and without the folder, which stands beside it. */
  private static String reason(RunDirectory run, Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e.getCause() instanceof JsonProcessingException json) {
      String what = json.getOriginalMessage().replaceFirst("(?s) \\((start marker|through).*", "");
      message =
          message.substring(0, Math.max(0, message.indexOf(" is not")))
              + " is not readable ("
              + what
              + ")";
    }
    return message.replace(run.path() + "/", "");
  }
}
