package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.nio.file.Files;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.storage.Storage;

/** Whether there is room for a run, asked before any work. */
record SpaceCheck(Run run) {

  /**
   * Compares what the run will need with what is free.
   *
   * @throws StageException (75) if it will not fit: room may be made
   */
  void check() throws IOException {
    if (StageState.read(run.directory().state("features")).isPresent()) {
      return; // the bulk is already there
    }
    if (!Storage.isLocal(run.directory().root())) {
      return; // what is free in a bucket is nobody's to know
    }
    Estimate estimate =
        Estimate.of(run.experiment(), Storage.path(run.info().input()), run.options());
    long free = Files.getFileStore(run.directory().root()).getUsableSpace();
    if (free < estimate.diskBytes()) {
      throw new StageException(
          Exit.RETRY,
          "%s has %s free, and the run needs about %s; make room or give another --output"
              .formatted(
                  run.directory().root(), DryRun.size(free), DryRun.size(estimate.diskBytes())));
    }
  }
}
