package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.StageOptions;

class CountersTest {
  private static final String OURS = "org.tonewheel.pipelines.ingest.DecodePartFn";

  @Test
  void bundleThatWasTriedTwice_countsOnce() {
    Counters counters = counters(MetricResult.create(key(OURS, "tracksRead"), 5L, 10L));
    assertThat(counters.values()).isEqualTo(Map.of("tracksRead", 5L));
    assertThat(counters.counting()).isEqualTo(Counters.COMMITTED);
  }

  @Test
  void runnerThatDoesNotSayWhatItKept_countsAttempts_andThatIsSaid() {
    Counters counters = counters(MetricResult.attempted(key(OURS, "tracksRead"), 10L));
    assertThat(counters.values()).isEqualTo(Map.of("tracksRead", 10L));
    assertThat(counters.counting()).isEqualTo(Counters.ATTEMPTED);
  }

  @Test
  void sameName_isSummedOverSteps_andOthersCountersAreLeftOut() {
    Counters counters =
        counters(
            MetricResult.create(key(OURS, "bytesRead"), 5L, 5L),
            MetricResult.create(
                MetricKey.create("other", MetricName.named(OURS, "bytesRead")), 7L, 7L),
            MetricResult.attempted(key("org.apache.beam.sdk.io.FileIO", "bytesRead"), 100L));
    assertThat(counters.of("bytesRead")).isEqualTo(12);
    assertThat(counters.of("nothing")).isZero();
    assertThat(counters.counting()).isEqualTo(Counters.COMMITTED);
  }

  @Test
  void directRunner_saysWhatItKept() throws Exception {
    Pipeline pipeline = Pipeline.create(StageOptions.parse(List.of(), 1));
    pipeline.apply("Numbers", Create.of(1, 2, 3, 4)).apply("Count", ParDo.of(new CountFn()));
    Counters counters = PipelineRun.run(pipeline, (seen, seconds) -> {});
    assertThat(counters).isEqualTo(new Counters(Map.of("numbers", 10L), Counters.COMMITTED));
  }

  private static final class CountFn extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void count(@Element Integer number) {
      Metrics.counter(CountFn.class, "numbers").inc(number);
    }
  }

  private static MetricKey key(String namespace, String name) {
    return MetricKey.create("step", MetricName.named(namespace, name));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Counters counters(MetricResult<Long>... results) {
    return Counters.of(
        new MetricResults() {
          @Override
          public MetricQueryResults queryMetrics(MetricsFilter filter) {
            return MetricQueryResults.create(
                List.of(results), List.of(), List.of(), List.of(), List.of(), List.of());
          }
        });
  }
}
