package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.StageState.State;

class StageTest {
  @TempDir Path folder;
  RunDirectory run;
  final AtomicInteger worked = new AtomicInteger();

  @BeforeEach
  void directory() {
    run = RunDirectory.at(folder);
  }

  @Test
  void done_isSkipped() throws Exception {
    assertThat(work("a").state()).isEqualTo(StageResult.DONE);
    StageResult again = work("a");
    assertThat(again.state()).isEqualTo(StageResult.SKIPPED);
    assertThat(again.counts()).containsEntry("rows", 7L);
    assertThat(worked).hasValue(1);
  }

  @Test
  void otherFingerprint_isDoneAgain() throws Exception {
    work("a");
    work("b");
    assertThat(worked).hasValue(2);
    assertThat(state().fingerprint()).isEqualTo("b");
  }

  @Test
  void missingFiles_areMadeAgain() throws Exception {
    work("a");
    new Stage(run, "ingest", "a").run(() -> false, lease -> count());
    assertThat(worked).hasValue(2);
  }

  @Test
  void failure_isWrittenDown_andCountsAsAnAttempt() throws Exception {
    assertThatThrownBy(() -> fail(new IllegalArgumentException("wrong rows")))
        .hasMessage("wrong rows");
    assertThat(state().state()).isEqualTo(State.FAILED);
    assertThat(state().message()).isEqualTo("wrong rows");
    work("a");
    assertThat(state().attempt()).isEqualTo(2);
    assertThat(state().state()).isEqualTo(State.DONE);
  }

  @Test
  void diskTrouble_mayBeTriedAgain() {
    assertThatThrownBy(() -> fail(new IOException("disk full"))).hasMessage("disk full");
    assertThat(state().state()).isEqualTo(State.STOPPED);
    assertThat(state().message()).isEqualTo("disk full");
  }

  @Test
  void stopped_isWrittenDown() {
    assertThatThrownBy(() -> fail(new StoppedException("asked to stop")))
        .isInstanceOf(StoppedException.class);
    assertThat(state().state()).isEqualTo(State.STOPPED);
    assertThat(run.lease("ingest")).doesNotExist();
  }

  @Test
  void leaseLostWhileWorking_leavesTheStateToTheNewHolder() {
    assertThatThrownBy(
            () ->
                new Stage(run, "ingest", "a")
                    .run(
                        () -> true,
                        lease -> {
                          Json.write(
                              run.lease("ingest"), new Lease.Holder("other", "host", 1, 0, 0));
                          return count();
                        }))
        .isInstanceOf(LeaseHeldException.class);
    assertThat(state().state()).isEqualTo(State.RUNNING);
  }

  private StageResult work(String fingerprint) throws Exception {
    return new Stage(run, "ingest", fingerprint).run(() -> true, lease -> count());
  }

  private void fail(Exception failure) throws Exception {
    new Stage(run, "ingest", "a")
        .run(
            () -> true,
            lease -> {
              throw failure;
            });
  }

  private Map<String, Long> count() {
    worked.incrementAndGet();
    return Map.of("rows", 7L);
  }

  private StageState state() {
    try {
      return StageState.read(run.state("ingest")).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
