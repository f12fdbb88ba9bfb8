package org.tonewheel.pipelines.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this process was asked to end. A signal concerns the whole process and Beam serialises
 * what it hands to workers, so this is one of the few things that belong to the process.
 */
public final class Interruption {
  /** A scheduler that sends SIGTERM usually waits thirty seconds before SIGKILL. */
  private static final int GRACE_SECONDS = 20;

  private static final AtomicBoolean ASKED = new AtomicBoolean();
  private static final CountDownLatch SAVED = new CountDownLatch(1);

  private Interruption() {}

  /** On SIGTERM and SIGINT: asks the work to stop and waits until it says that it has saved. */
  public static void install() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ASKED.set(true);
                  try {
                    var unused = SAVED.await(GRACE_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "interruption"));
  }

  /** Long work asks this between two steps. */
  public static boolean asked() {
    return ASKED.get();
  }

  /** The main thread says that nothing is left to be saved. */
  public static void saved() {
    SAVED.countDown();
  }
}
