package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * Runs a stage or a branch of a run: skips it if its fingerprint is already committed, takes its
 * lease, and keeps its state file.
 */
public final class Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final Counted NOTHING = new Counted(Map.of(), null);

  private final RunDirectory run;
  private final String stage;
  private final String owner;
  private final String fingerprint;

  /** One attempt at it; {@code earlier} are the seconds of those before that led to it. */
  private record Attempt(int number, String started, double earlier, StageBoundary boundary) {}

  /** The work itself; returns what it counted. */
  public interface Work {
    Map<String, Long> run(Lease lease) throws Exception;
  }

  /** Work that is a pipeline; returns its counters too. */
  public interface PipelineWork {
    Counted run(Lease lease) throws Exception;
  }

  /** True if what the stage committed is still all there. */
  public interface Whole {
    boolean test() throws IOException;
  }

  public Stage(RunDirectory run, String name, String fingerprint) {
    this(run, name, name, fingerprint);
  }

  /** One branch of a stage. */
  public Stage(RunDirectory run, String stage, String owner, String fingerprint) {
    this.run = run;
    this.stage = stage;
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
    return runPipeline(whole, lease -> new Counted(work.run(lease), null));
  }

  /** As {@link #run}, of a pipeline. */
  public StageResult runPipeline(Whole whole, PipelineWork work) throws Exception {
    Optional<StageResult> done = alreadyDone(whole);
    if (done.isPresent()) {
      return done.get();
    }
    try (Interruption.Guard guard = Interruption.guard();
        Lease lease = Lease.takeWhenSilent(run.lease(owner))) {
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

  private StageResult work(Lease lease, PipelineWork work) throws Exception {
    Optional<StageState> before = StageState.read(run.state(owner));
    boolean resumed =
        before
            .filter(s -> s.fingerprint().equals(fingerprint) && s.state() != State.DONE)
            .isPresent();
    int attempt = resumed ? before.get().attempt() + 1 : 1;
    double earlier = resumed ? before.get().seconds() : 0;
    Attempt here =
        new Attempt(
            attempt, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), earlier, boundary());
    AtomicFiles.sweep(run.state(owner));
    Json.write(run.state(owner), state(here, State.RUNNING, NOTHING, null));
    here.boundary().with("attempt", attempt).start();
    try {
      Counted counted = work.run(lease);
      lease.check();
      StageState done = state(here, State.DONE, counted, null);
      Json.write(run.state(owner), done);
      here.boundary().end(StageResult.DONE, done.counted());
      return new StageResult(owner, StageResult.DONE, counted.counts());
    } catch (LeaseHeldException e) {
      here.boundary().end("taken-over", e);
      throw e; // the state file now belongs to the one that took over
    } catch (StoppedException
        | IOException
        | UncheckedIOException e) { // a full disk, say: it may be tried again
      save(state(here, State.STOPPED, NOTHING, e.getMessage()));
      here.boundary().end("stopped", e);
      throw e;
    } catch (Exception e) {
      save(state(here, State.FAILED, NOTHING, e.getMessage()));
      here.boundary().end("failed", e);
      throw e;
    } finally {
      if (owner.equals(stage)) { // a stage of branches does so when all of them have ended
        RunStages.refresh(run);
      }
    }
  }

  private Optional<StageResult> alreadyDone(Whole whole) throws IOException {
    Optional<StageState> state = StageState.read(run.state(owner));
    if (state.isPresent() && state.get().isDone(fingerprint)) {
      if (whole.test()) {
        boundary()
            .with("attempt", state.get().attempt())
            .end(StageResult.SKIPPED, state.get().counted());
        return Optional.of(new StageResult(owner, StageResult.SKIPPED, state.get().counts()));
      }
      LOG.warn("{}: {} was done, but files of it are missing; doing it again", run.name(), owner);
    }
    return Optional.empty();
  }

  private StageBoundary boundary() {
    return owner.equals(stage)
        ? StageBoundary.ofStage(run, stage)
        : StageBoundary.ofBranch(run, stage, owner);
  }

  private StageState state(Attempt here, State state, Counted counted, String message) {
    double spent = state == State.RUNNING ? 0 : here.boundary().seconds();
    return new StageState(
        StageState.FORMAT_VERSION,
        owner,
        state,
        fingerprint,
        here.number(),
        here.started(),
        Math.round((here.earlier() + spent) * 10) / 10.0,
        counted.counts(),
        counted.counters() == null ? null : counted.counters().values(),
        counted.counters() == null ? null : counted.counters().counting(),
        message);
  }

  private void save(StageState state) {
    boolean interrupted = Thread.interrupted(); // no file could be written otherwise
    try {
      Json.write(run.state(owner), state);
    } catch (IOException e) {
      LOG.warn("the state of {} could not be saved: {}", owner, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
