package org.tonewheel.pipelines.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether this process was asked to end. A signal concerns the whole process and Beam serialises
 * what it hands to workers, so this is one of the few things that belong to the process.
 */
public final class Interruption {
  /** A scheduler that sends SIGTERM usually waits thirty seconds before SIGKILL. */
  private static final long GRACE_MILLIS = 20_000;

  private static final long POLL_MILLIS = 50;

  private static final AtomicBoolean ASKED = new AtomicBoolean();
  private static final AtomicInteger SAVING = new AtomicInteger();

  private Interruption() {}

  /** On SIGTERM and SIGINT: asks the work to stop and waits until all of it has saved. */
  public static void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::stopWork, "interruption"));
  }

  private static void stopWork() {
    ASKED.set(true);
    long end = System.currentTimeMillis() + GRACE_MILLIS;
    try {
      while (SAVING.get() > 0 && System.currentTimeMillis() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Long work asks this between two steps. */
  public static boolean asked() {
    return ASKED.get();
  }

  /** The process does not end while this is open, within a grace of twenty seconds. */
  public static Guard guard() {
    SAVING.incrementAndGet();
    return SAVING::decrementAndGet;
  }

  /** Closed when what it guarded is saved. */
  public interface Guard extends AutoCloseable {
    @Override
    void close();
  }
}
