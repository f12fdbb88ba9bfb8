package org.tonewheel.benchmarks.features;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of this thread by what it was spent on. */
final class StepClock {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, Long> nanoseconds = new LinkedHashMap<>();
  private long last = threads.getCurrentThreadCpuTime();

  /** Puts what has passed since the last call down to a step. */
  void spent(String step) {
    long now = threads.getCurrentThreadCpuTime();
    nanoseconds.merge(step, now - last, Long::sum);
    last = now;
  }

  /** Seconds by step, in the order in which steps first came. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanoseconds.forEach((step, spent) -> seconds.put(step, spent / 1e9));
    return seconds;
  }
}
