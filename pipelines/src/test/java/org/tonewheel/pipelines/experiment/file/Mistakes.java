package org.tonewheel.pipelines.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** Reads experiments given as lines, right ones and wrong ones. */
public final class Mistakes {
  private static final Path FILE = Path.of("my.yaml");

  private Mistakes() {}

  public static ExperimentException refused(String... lines) {
    ExperimentException e =
        catchThrowableOfType(
            ExperimentException.class,
            () -> ExperimentFile.parse(FILE, String.join("\n", lines) + "\n"));
    assertThat(e).as("the experiment is refused").isNotNull();
    return e;
  }

  public static List<Problem> mistakes(String... lines) {
    return refused(lines).problems();
  }

  public static Problem mistake(String... lines) {
    List<Problem> problems = mistakes(lines);
    assertThat(problems).as("exactly one problem").hasSize(1);
    return problems.get(0);
  }

  public static Experiment experiment(String... lines) {
    try {
      return ExperimentFile.parse(FILE, String.join("\n", lines) + "\n").experiment();
    } catch (ExperimentException e) {
      throw new AssertionError(e);
    }
  }
}
