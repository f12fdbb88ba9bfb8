package org.tonewheel.pipelines.tracking;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * Tells a tracking server what a run came to. What goes wrong is logged once a command, and takes
 * no longer than was allowed; nothing of the run is touched.
 */
public final class Tracking {
  /** What processes that tell of one run take turns by. */
  private static final String OWNER = "tracking";

  private static final long POLL_MILLIS = 200;
  private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);

  private final TrackingServer server;
  private final Map<String, String> environment;
  private Duration left;
  private boolean warned;

  private Tracking(TrackingServer server, Map<String, String> environment, Duration left) {
    this.server = server;
    this.environment = environment;
    this.left = left;
  }

  /** Tells nobody. */
  public static Tracking none() {
    return new Tracking(null, Map.of(), Duration.ZERO);
  }

  /**
   * Tells a server.
   *
   * @param environment where MLflow's variables are looked up: {@code MLFLOW_TRACKING_USERNAME},
   *     {@code _PASSWORD}, {@code _TOKEN}, {@code MLFLOW_EXPERIMENT_NAME}
   * @param limit what all telling may take together
   */
  public static Tracking to(
      TrackingServer server, Map<String, String> environment, Duration limit) {
    return new Tracking(server, environment, limit);
  }

  /** Tells what is known of the run by now and the server does not know yet. */
  public void tell(Run run) {
    if (server == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      LOG.info("logged to {}", tell(run, Deadline.after(left)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) { // a run is worth more than what is told of it
      warn(e);
    } finally {
      left = left.minusNanos(System.nanoTime() - start);
    }
  }

  private String tell(Run run, Deadline deadline) throws IOException, InterruptedException {
    MlflowStore store =
        new MlflowStore(new MlflowHttp(server, Credentials.of(environment), deadline));
    String name =
        environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", run.info().experiment().name());
    String experiment = store.experiment(name);
    try (Lease lease = turn(run.directory(), deadline)) {
      lease.check();
      MlflowSync sync = new MlflowSync(store, experiment, RunTracks.id(run.info()));
      // read now: what another process told meanwhile must not be older than what this one tells
      String id = sync.tell(new RunTracks(run).read());
      return "%s/#/experiments/%s/runs/%s".formatted(server.address(), experiment, id);
    }
  }

  /** Branches of one run are trained by many processes, which would each make the run anew. */
  private static Lease turn(RunDirectory run, Deadline deadline)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return Lease.take(run.lease(OWNER));
      } catch (LeaseHeldException e) {
        deadline.left();
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private void warn(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (warned) {
      LOG.debug("still not logged to MLflow: {}", message);
      return;
    }
    warned = true;
    LOG.warn(
        "the run is not, or not all, logged to MLflow, which changes nothing of it: {}", message);
    LOG.debug("in full", e);
  }
}
