package org.tonewheel.pipelines.tuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialRecord;

/** The branch that a study found, as an entry that an experiment may have under `branches`. */
final class BestFile {
  private BestFile() {}

  /** Writes it. */
  static void write(StudyFolder folder, Experiment experiment, Study study, TrialRecord best)
      throws IOException {
    AtomicFiles.sweep(folder.best());
    AtomicFiles.write(
        folder.best(), text(folder, experiment, study, best).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(
      StudyFolder folder, Experiment experiment, Study study, TrialRecord best) {
    Tuning tuning = experiment.tuning().get(folder.study());
    String found =
        String.format(
            Locale.ROOT,
            "# Study %s of run %s: trial %d of %d, %s %.4f on split %s (seed %d)%n",
            folder.study(),
            folder.run().name(),
            best.number(),
            study.trials().size(),
            tuning.objective().words(),
            best.value(),
            tuning.branch().split().get(0),
            tuning.seed());
    return found.replace("\r\n", "\n")
        + (StudySafety.of(experiment, tuning).safe()
            ? ""
            : "# UNSAFE: " + StudySafety.of(experiment, tuning).why() + "\n")
        + TrialBranches.yaml(experiment, folder.study(), best.values(), folder.study());
  }
}
