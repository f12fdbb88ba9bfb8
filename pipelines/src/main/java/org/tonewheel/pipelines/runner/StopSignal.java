package org.tonewheel.pipelines.runner;

import java.util.function.BooleanSupplier;
import org.tonewheel.pipelines.run.Interruption;

/**
 * Whether the work on one element should end: its process was asked to, or its runner interrupted
 * the thread, as Flink does when a job is cancelled or restarted. It takes the interruption away
 * from the thread, which could write no file otherwise, and remembers it. For one thread.
 */
public final class StopSignal implements BooleanSupplier {
  private boolean interrupted;

  @Override
  public boolean getAsBoolean() {
    interrupted |= Thread.interrupted();
    return interrupted || Interruption.asked();
  }
}
