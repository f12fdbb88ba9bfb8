package org.tonewheel.pipelines.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** The checkout that this program runs from, as its launcher says. */
final class Home {
  private Home() {}

  /** One of the experiments that come with the program. */
  static Path experiment(String file) {
    String home = System.getProperty("tonewheel.home");
    if (home == null) {
      throw new StageException(
          Exit.USAGE, "started without its launcher: run ./tonewheel of the checkout");
    }
    Path experiment = Path.of(home, "workflows", "experiments", file);
    if (!Files.isRegularFile(experiment)) {
      throw new StageException(Exit.CONFIGURATION, experiment + " is not there");
    }
    return experiment;
  }
}
