package org.tonewheel.pipelines.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.Storage;

/**
 * What the splits that branches use need beside the tracks: it is missed before hours of work.
 *
 * @param input what paths are relative to
 * @param columns source to the columns of its manifest or metadata
 */
record SplitNeeds(Experiment experiment, Path input, Map<String, Set<String>> columns) {

  /**
   * Looks for it.
   *
   * @throws StageException (78) if a source has no such column or a list is not there
   */
  void check() {
    for (BranchSpec branch : experiment.specs()) {
      for (String name : branch.split()) {
        Split split = experiment.splits().get(name);
        checkColumn(split.group(), "split '%s' keeps column '%s' whole", name, branch.source());
        checkColumn(
            split.column(), "split '%s' takes sides from column '%s'", name, branch.source());
        if (split.lists() != null) {
          checkList(name, "train", split.lists().train());
          checkList(name, "validation", split.lists().validation());
          checkList(name, "test", split.lists().test());
        }
      }
    }
  }

  private void checkColumn(String column, String use, String split, String source) {
    Set<String> known = columns.get(source);
    if (column != null && !known.contains(column)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s, but source '%s' has no such column; it has %s"
              .formatted(use.formatted(split, column), source, known));
    }
  }

  private void checkList(String split, String side, String file) {
    Path path = Storage.resolve(input, file).normalize();
    if (!Files.isRegularFile(path)) {
      throw new StageException(
          Exit.CONFIGURATION,
          "split '%s', lists.%s: %s is not a file; paths are relative to --input"
              .formatted(split, side, path));
    }
  }
}
