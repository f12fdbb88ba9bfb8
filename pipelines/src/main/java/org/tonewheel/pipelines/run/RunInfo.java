package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * What a run is: {@code run.json}, written when the run is made. None of this changes after, but
 * what papers print, which no result depends on, by {@link RunExperiment}; the file's section
 * {@code stages} is the matter of {@link RunStages}.
 *
 * @param run its name
 * @param experiment as resolved: every default written out
 * @param input absolute path given by {@code --input}
 * @param inputFingerprint of the list of files that the run was made with
 * @param versions of this program and of the libraries that results depend on
 * @param commit of the source tree, or {@code unknown}
 * @param machine processor, cores, memory, operating system
 * @param command how to run it again
 * @param created ISO 8601, UTC
 */
public record RunInfo(
    int formatVersion,
    String run,
    Experiment experiment,
    long seed,
    String input,
    String inputFingerprint,
    Map<String, String> versions,
    String commit,
    Map<String, String> machine,
    List<String> command,
    String created) {
  public static final int FORMAT_VERSION = 1;

  /**
   * Reads the run.
   *
   * @throws StageException if the folder is no run, or one of a newer version
   */
  public static RunInfo read(RunDirectory run) throws IOException {
    if (!Files.exists(run.runJson())) {
      throw new StageException(
          Exit.USAGE,
          run.path() + " is not a run: it has no run.json; make it with `tonewheel ingest`");
    }
    return checked(run, Json.read(run.runJson(), RunInfo.class));
  }

  /**
   * The run that its file, read as a tree, says it is.
   *
   * @throws StageException if it is one of a newer version
   */
  static RunInfo of(RunDirectory run, ObjectNode json) throws IOException {
    return checked(run, Json.convert(run.runJson(), json, RunInfo.class));
  }

  private static RunInfo checked(RunDirectory run, RunInfo info) {
    if (info.formatVersion != FORMAT_VERSION) {
      throw new StageException(
          Exit.USAGE,
          "%s has format %d, this program reads format %d; use the program that made it"
              .formatted(run.runJson(), info.formatVersion, FORMAT_VERSION));
    }
    return info;
  }
}
