package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;

/** What the log says where stages and branches begin and end. */
class StageBoundaryTest {
  @TempDir Path folder;
  private RunDirectory run;
  private String id;

  @BeforeEach
  void makeRun() throws Exception {
    run = SoundFolder.in(folder).run("first", SoundFolder.experiment()).directory();
    id = RunId.of(run);
  }

  @Test
  void stage_hasALineForItsStart_andOneForItsEnd() throws Exception {
    try (BoundaryLog log = new BoundaryLog()) {
      new Stage(run, "ingest", "a").runPipeline(() -> true, lease -> counted());
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0))
          .isEqualTo("event=stage-start run=" + id + " stage=ingest attempt=1");
      assertThat(log.lines().get(1))
          .matches(
              "event=stage-end run="
                  + id
                  + " stage=ingest attempt=1 state=done seconds=\\d+\\.\\d"
                  + " tracks=3 tracksRead=3 counting=committed");
    }
  }

  @Test
  void skippedStage_keepsTheCountersOfTheRunThatDidIt() throws Exception {
    new Stage(run, "ingest", "a").runPipeline(() -> true, lease -> counted());
    try (BoundaryLog log = new BoundaryLog()) {
      new Stage(run, "ingest", "a").run(() -> true, lease -> Map.of());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .matches(
              "event=stage-end run="
                  + id
                  + " stage=ingest attempt=1 state=skipped seconds=0\\.\\d"
                  + " tracks=3 tracksRead=3 counting=committed");
    }
    StageState state = StageState.read(run.state("ingest")).orElseThrow();
    assertThat(state.counters()).isEqualTo(Map.of("tracksRead", 3L));
  }

  @Test
  void brokenOff_andFailed_sayWhy_andTheNextAttemptHasTheNextNumber() throws Exception {
    try (BoundaryLog log = new BoundaryLog()) {
      Stage branch = new Stage(run, "train", "net1 a=b", "a");
      assertThatThrownBy(() -> branch.run(() -> true, lease -> stop())).isNotNull();
      assertThatThrownBy(() -> branch.run(() -> true, lease -> fail())).isNotNull();
      String names = " run=" + id + " stage=train branch=\"net1 a=b\" attempt=";
      assertThat(log.lines()).hasSize(4);
      assertThat(log.lines().get(0)).isEqualTo("event=branch-start" + names + 1);
      assertThat(log.lines().get(1))
          .matches(
              "event=branch-end"
                  + names
                  + "1 state=stopped seconds=\\S+ message=\"asked to stop\"");
      assertThat(log.lines().get(2)).isEqualTo("event=branch-start" + names + 2);
      assertThat(log.lines().get(3))
          .matches(
              "event=branch-end"
                  + names
                  + "2 state=failed seconds=\\S+"
                  + " message=\"two\\\\nlines \\\\\"quoted\\\\\"\"");
    }
  }

  @Test
  void runsOfOneName_haveIdsOfTheirOwn_thatStayAsStagesEnd() throws Exception {
    Path other = folder.resolve("other");
    RunDirectory alike = SoundFolder.in(other).run("first", SoundFolder.experiment()).directory();
    assertThat(id).startsWith("first-").hasSize("first-".length() + 8);
    assertThat(RunId.of(alike)).startsWith("first-").isNotEqualTo(id);
    new Stage(run, "ingest", "a").run(() -> true, lease -> Map.of());
    assertThat(RunId.of(run)).isEqualTo(id);
    assertThat(RunId.of(RunDirectory.at(folder.resolve("none")))).isEqualTo("none");
  }

  private static Counted counted() {
    return new Counted(
        Map.of("tracks", 3L), new Counters(Map.of("tracksRead", 3L), Counters.COMMITTED));
  }

  private static Map<String, Long> stop() {
    throw new StoppedException("asked to stop");
  }

  private static Map<String, Long> fail() {
    throw new IllegalArgumentException("two\nlines \"quoted\"");
  }
}
