package org.tonewheel.pipelines.run;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * Runs a stage or a branch of a run: skips it if its fingerprint is already committed, takes its
 * lease, and keeps its state file.
 */
public final class Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

  private final RunDirectory run;
  private final String owner;
  private final String fingerprint;

  /** The work itself; returns what it counted. */
  public interface Work {
    Map<String, Long> run(Lease lease) throws Exception;
  }

  /** True if what the stage committed is still all there. */
  public interface Whole {
    boolean test() throws IOException;
  }

  public Stage(RunDirectory run, String owner, String fingerprint) {
    this.run = run;
    this.owner = owner;
    this.fingerprint = fingerprint;
  }

  /**
   * Does the work unless it is done.
   *
   * @throws LeaseHeldException if another process is doing it
   * @throws StageException if it failed for a reason that a person can mend
   */
  public StageResult run(Whole whole, Work work) throws Exception {
    Optional<StageResult> done = alreadyDone(whole);
    if (done.isPresent()) {
      return done.get();
    }
    try (Interruption.Guard guard = Interruption.guard();
        Lease lease = Lease.take(run.lease(owner))) {
      Objects.requireNonNull(guard); // held until the lease is given back
      // Another process may have finished it while this one waited for the lease.
      done = alreadyDone(whole);
      if (done.isPresent()) {
        return done.get();
      }
      return work(lease, work);
    }
  }

  /** Makes one that is done one that stopped, whatever it had come to: it may go on. */
  public void reopen(String why) throws IOException {
    Optional<StageState> state =
        StageState.read(run.state(owner)).filter(s -> s.isDone(fingerprint));
    if (state.isPresent()) {
      try (Lease lease = Lease.take(run.lease(owner))) {
        lease.check();
        Json.write(run.state(owner), state.get().stopped(why));
      }
    }
  }

  private StageResult work(Lease lease, Work work) throws Exception {
    Optional<StageState> before = StageState.read(run.state(owner));
    boolean resumed =
        before
            .filter(s -> s.fingerprint().equals(fingerprint) && s.state() != State.DONE)
            .isPresent();
    int attempt = resumed ? before.get().attempt() + 1 : 1;
    double earlier = resumed ? before.get().seconds() : 0;
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Stopwatch clock = Stopwatch.createStarted();
    AtomicFiles.sweep(run.state(owner));
    StageState running = state(State.RUNNING, attempt, started, earlier, Map.of(), null);
    Json.write(run.state(owner), running);
    LOG.info("{}: {} started (attempt {})", run.name(), owner, attempt);
    try {
      Map<String, Long> counts = work.run(lease);
      lease.check();
      double seconds = earlier + seconds(clock);
      Json.write(run.state(owner), state(State.DONE, attempt, started, seconds, counts, null));
      LOG.info("{}: {} done in {} s {}", run.name(), owner, Math.round(seconds(clock)), counts);
      return new StageResult(owner, StageResult.DONE, counts);
    } catch (LeaseHeldException e) {
      throw e; // the state file now belongs to the one that took over
    } catch (StoppedException
        | IOException
        | UncheckedIOException e) { // a full disk, say: it may be tried again
      save(
          state(
              State.STOPPED, attempt, started, earlier + seconds(clock), Map.of(), e.getMessage()));
      throw e;
    } catch (Exception e) {
      save(
          state(
              State.FAILED, attempt, started, earlier + seconds(clock), Map.of(), e.getMessage()));
      throw e;
    }
  }

  private Optional<StageResult> alreadyDone(Whole whole) throws IOException {
    Optional<StageState> state = StageState.read(run.state(owner));
    if (state.isPresent() && state.get().isDone(fingerprint)) {
      if (whole.test()) {
        LOG.info("{}: {} is already done", run.name(), owner);
        return Optional.of(new StageResult(owner, StageResult.SKIPPED, state.get().counts()));
      }
      LOG.warn("{}: {} was done, but files of it are missing; doing it again", run.name(), owner);
    }
    return Optional.empty();
  }

  private StageState state(
      State state,
      int attempt,
      String started,
      double seconds,
      Map<String, Long> counts,
      String message) {
    return new StageState(
        StageState.FORMAT_VERSION,
        owner,
        state,
        fingerprint,
        attempt,
        started,
        Math.round(seconds * 10) / 10.0,
        counts,
        message);
  }

  private void save(StageState state) {
    try {
      Json.write(run.state(owner), state);
    } catch (IOException e) {
      LOG.warn("the state of {} could not be saved: {}", owner, e.getMessage());
    }
  }

  private static double seconds(Stopwatch clock) {
    return clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
  }
}
