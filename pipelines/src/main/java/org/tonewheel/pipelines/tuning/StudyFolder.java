package org.tonewheel.pipelines.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.StudyException;
import org.tonewheel.tuning.StudyFile;

/**
 * Where a study of a run lies: {@code tuning/<study>/}.
 *
 * @param run the run
 * @param study the study's name in the experiment
 */
public record StudyFolder(RunDirectory run, String study) {
  /** The branch entry of the best trial. */
  public static final String BEST = "best.yaml";

  static final String STUDY = "study.jsonl";

  Path root() {
    return run.tuning(study);
  }

  Path studyFile() {
    return root().resolve(STUDY);
  }

  /** The best trial's branch, as an experiment may have it. */
  public Path best() {
    return root().resolve(BEST);
  }

  /** What trials of the present wave leave; there while a search is under way. */
  Path trials() {
    return root().resolve("trials");
  }

  /** Checkpoints, history and model of a trial; there while it is trained. */
  Path work(int trial) {
    return trials().resolve("%05d".formatted(trial));
  }

  /** What a trial came to, until the study has it. */
  Path result(int trial) {
    return trials().resolve("%05d.json".formatted(trial));
  }

  Path lease(int trial) {
    return trials().resolve("%05d.lease".formatted(trial));
  }

  /** What a trial of this study came to; empty if it has not ended, or was one of another study. */
  Optional<TrialFile> ended(int trial, String subject) throws IOException {
    Path file = result(trial);
    return Files.exists(file)
        ? Optional.of(Json.read(file, TrialFile.class))
            .filter(result -> result.subject().equals(subject))
        : Optional.empty();
  }

  /**
   * The study as it stands; empty before its search has begun, or if that was killed before its
   * file had a header.
   *
   * @throws StageException (65) if its file is damaged
   */
  public Optional<Study> read() throws IOException {
    if (!Files.exists(studyFile())) {
      return Optional.empty();
    }
    try {
      return StudyFile.read(studyFile());
    } catch (StudyException e) {
      throw damaged(e);
    }
  }

  /** What cannot be read is not searched on, and not thrown away either. */
  StageException damaged(StudyException e) {
    return new StageException(
        Exit.BAD_DATA,
        "%s; remove %s to search from the beginning".formatted(e.getMessage(), root()),
        e);
  }
}
