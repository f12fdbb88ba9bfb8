package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.prune.RunsFolder;
import org.tonewheel.pipelines.run.StageState.State;

/** {@code tonewheel runs --prune}, from its options to its exit code. */
class RunsCommandTest {
  @TempDir Path folder;
  private RunsFolder runs;

  @BeforeEach
  void makeRuns() throws Exception {
    runs = RunsFolder.in(folder);
    runs.done("old", 4000);
    runs.with(State.FAILED, "failed", 4000);
  }

  private Outcome runs(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "runs";
    args[1] = "--output=" + folder;
    System.arraycopy(options, 0, args, 2, options.length);
    return tonewheel(args);
  }

  @Test
  void dryByDefault_andYesDoesIt() throws Exception {
    Outcome dry = runs("--prune", "--older-than=30d", "--state=failed,stopped");
    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(dry.out()).containsPattern("would go +failed ").doesNotContain("old ");
    assertThat(dry.err()).contains("--yes");
    assertThat(dry.json().get("state")).isEqualTo("dry-run");
    assertThat(runs.names()).containsExactly("failed", "old");

    Outcome done = runs("--prune", "--older-than=30d", "--state=failed,stopped", "--yes");
    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(done.json().get("output")).isEqualTo(folder.toString());
    assertThat(done.json().get("stage")).isEqualTo("prune");
    assertThat(done.json().get("state")).isEqualTo("done");
    assertThat((Map<?, ?>) done.json().get("counts"))
        .extracting("selected", "removed", "kept", "failed")
        .containsExactly(1, 1, 0, 0);
    assertThat(runs.names()).containsExactly("old");
  }

  @Test
  void scratch_removesNoRun() throws Exception {
    Outcome outcome = runs("--prune", "--scratch", "--keep=0", "--yes");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("2 uncommitted parts");
    assertThat(runs.names()).containsExactly("failed", "old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prune",
        "--yes",
        "--keep=3",
        "--prune --audio --keep=3",
        "--prune --keep=-1",
        "--prune --older-than=30",
        "--prune --older-than=-3d",
        "--prune --state=old"
      })
  void halfACommand_isWrongUsage_andRemovesNothing(String options) throws Exception {
    Outcome outcome = runs((options + (options.contains("--yes") ? "" : " --yes")).split(" "));
    assertThat(outcome.exit()).as(outcome.out()).isEqualTo(64);
    assertThat(outcome.err()).contains("Try 'tonewheel runs --help'");
    assertThat(runs.names()).containsExactly("failed", "old");
  }

  @Test
  void help_namesEveryRule() {
    assertThat(runs("--help").out())
        .contains("--prune", "--yes", "--older-than=AGE", "--keep=N", "--state=STATE")
        .contains("--scratch", "--audio", "Exit codes");
  }
}
