package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir Path folder;
  Path file;

  @BeforeEach
  void lease() {
    file = folder.resolve("features.lease");
  }

  @Test
  void secondWriter_isTurnedAway() throws Exception {
    try (Lease held = Lease.take(file)) {
      assertThatThrownBy(() -> Lease.take(file))
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("features is being written by process");
      held.check();
    }
  }

  @Test
  void givenBack_isFree() throws Exception {
    Lease.take(file).close();
    assertThat(file).doesNotExist();
    Lease.take(file).close();
  }

  @Test
  void processOnThisHostIsGone_isTakenAtOnce() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    write(self(dead.pid(), 0, System.currentTimeMillis()));
    try (Lease lease = Lease.take(file)) {
      lease.check();
    }
  }

  @Test
  void recycledProcessNumber_isTakenAtOnce() throws Exception {
    long me = ProcessHandle.current().pid();
    write(self(me, 12345, System.currentTimeMillis())); // lives, but started at another time
    Lease.take(file).close();
  }

  @Test
  void otherHost_isBelievedForSixtySeconds() throws Exception {
    long now = System.currentTimeMillis();
    Duration nearly = Lease.PATIENCE.minusSeconds(20);
    write(new Lease.Holder("other", "elsewhere.invalid", 1, 0, now - nearly.toMillis()));
    assertThatThrownBy(() -> Lease.take(file)).isInstanceOf(LeaseHeldException.class);

    Duration over = Lease.PATIENCE.plusSeconds(1);
    write(new Lease.Holder("other", "elsewhere.invalid", 1, 0, now - over.toMillis()));
    Lease.take(file).close();
  }

  @Test
  void takenOver_mayNotCommit() throws Exception {
    try (Lease ghost = Lease.take(file)) {
      write(self(1, 0, System.currentTimeMillis()));
      assertThatThrownBy(ghost::check)
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("must not commit");
    }
    assertThat(file).as("a ghost does not remove the new holder's lease").exists();
  }

  @Test
  void manyAtOnce_oneGetsIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Lease>> takers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      takers.add(() -> Lease.take(file));
    }
    List<Lease> got = new ArrayList<>();
    for (Future<Lease> taker : threads.invokeAll(takers)) {
      try {
        got.add(taker.get());
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(LeaseHeldException.class);
      }
    }
    threads.shutdown();
    assertThat(got).hasSize(1);
    got.get(0).close();
  }

  @Test
  void unreadable_countsAsGivenUp() throws Exception {
    Files.writeString(file, "{half");
    Lease.take(file).close();
  }

  @Test
  void silentForSixtySeconds_isTaken_thoughItsProcessLives() throws Exception {
    ProcessHandle me = ProcessHandle.current();
    long start = me.info().startInstant().orElseThrow().toEpochMilli();
    long over = System.currentTimeMillis() - Lease.PATIENCE.plusSeconds(1).toMillis();
    write(self(me.pid(), start, over)); // a worker outlives its tasks
    Lease.take(file).close();
  }

  @Test
  void otherHostThatStaysSilent_isWaitedFor() throws Exception {
    long nearly = System.currentTimeMillis() - Lease.PATIENCE.minusSeconds(2).toMillis();
    write(new Lease.Holder("other", "elsewhere.invalid", 1, 0, nearly));
    try (Lease lease = Lease.takeWhenSilent(file)) {
      lease.check();
    }
  }

  @Test
  void otherHostThatShowsALifeSign_isLeftAlone() throws Exception {
    Lease.Holder other =
        new Lease.Holder("other", "elsewhere.invalid", 1, 0, System.currentTimeMillis());
    write(other);
    CompletableFuture<Void> beat =
        CompletableFuture.runAsync(
            () -> rewrite(other.renewed()),
            CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
    assertThatThrownBy(() -> Lease.takeWhenSilent(file)).isInstanceOf(LeaseHeldException.class);
    beat.get();
  }

  @Test
  void interruptedThread_givesItBackAllTheSame() throws Exception {
    Lease lease = Lease.take(file);
    Thread.currentThread().interrupt();
    lease.close();
    assertThat(Thread.interrupted()).as("and stays interrupted").isTrue();
    assertThat(file).doesNotExist();
  }

  private void rewrite(Lease.Holder holder) {
    try {
      write(holder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Lease.Holder self(long pid, long start, long heartbeat) throws Exception {
    return new Lease.Holder(
        "earlier", InetAddress.getLocalHost().getHostName(), pid, start, heartbeat);
  }

  private void write(Lease.Holder holder) throws Exception {
    Json.write(file, holder);
  }
}
