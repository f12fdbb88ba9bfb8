package org.tonewheel.pipelines.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What the steps of a pipeline counted.
 *
 * @param values by the counter's name, summed over steps
 * @param counting {@link #COMMITTED} or {@link #ATTEMPTED}
 */
public record Counters(Map<String, Long> values, String counting) {
  /** Work that was kept: a bundle that was tried twice counts once. */
  public static final String COMMITTED = "committed";

  /** Work that was done: all that a runner knows that does not say what it kept. */
  public static final String ATTEMPTED = "attempted";

  private static final String OURS = "org.tonewheel.";

  public Counters {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The counters of our own steps, as far as the pipeline has come. */
  public static Counters of(MetricResults results) {
    Map<String, Long> values = new TreeMap<>();
    boolean committed = true;
    for (MetricResult<Long> counter :
        results.queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (counter.getName().getNamespace().startsWith(OURS)) {
        committed &= counter.hasCommitted();
        long value = counter.hasCommitted() ? counter.getCommitted() : counter.getAttempted();
        values.merge(counter.getName().getName(), value, Long::sum);
      }
    }
    return new Counters(values, committed ? COMMITTED : ATTEMPTED);
  }

  /** A counter; 0 if nothing was counted. */
  public long of(String name) {
    return values.getOrDefault(name, 0L);
  }
}
