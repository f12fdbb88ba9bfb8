package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What log lines call a run, so that those of runs with folders of one name stay apart. */
final class RunId {
  private static final int DIGITS = 8;
  private static final Logger LOG = LoggerFactory.getLogger(RunId.class);

  private RunId() {}

  /** Of {@code run.json}, what tells a run from every other and never changes. */
  private record Made(
      String run, String input, String inputFingerprint, List<String> command, String created) {}

  /** The folder's name and eight digits of a hash of how the run was made. */
  static String of(RunDirectory run) {
    try {
      if (Files.exists(run.runJson())) {
        Made made = Json.read(run.runJson(), Made.class);
        String hash = Fingerprint.of("run id", 1).with("made", made).hex();
        return run.name() + "-" + hash.substring(0, DIGITS);
      }
    } catch (IOException e) {
      LOG.warn("the log names the run by its folder: {}", e.getMessage());
    }
    return run.name();
  }
}
