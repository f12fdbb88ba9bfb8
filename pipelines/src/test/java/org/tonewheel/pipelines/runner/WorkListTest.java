package org.tonewheel.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.SourceTestUtils;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class WorkListTest {
  private static final List<String> ELEMENTS = List.of("a", "b", "c", "d", "e");
  private static final PipelineOptions DIRECT = StageOptions.parse(List.of());
  private static final PipelineOptions FLINK =
      StageOptions.parse(List.of("--runner=FlinkRunner", "--flinkMaster=localhost:1"));

  @Test
  void eachElement_isALotOfItsOwn_howeverFewWorkersThereAre() throws Exception {
    assertThat(lots(new WorkList<>(ELEMENTS, StringUtf8Coder.of()), DIRECT))
        .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e"));
  }

  @Test
  void onFlink_whichTakesTheLastLotFirst_theOrderIsTurnedRound() throws Exception {
    assertThat(lots(new WorkList<>(ELEMENTS, StringUtf8Coder.of(), 2), FLINK))
        .containsExactly(List.of("e"), List.of("c", "d"), List.of("a", "b"));
  }

  @Test
  void pipeline_readsEveryElementOnce() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(
            pipeline.apply("List", Read.from(new WorkList<>(ELEMENTS, StringUtf8Coder.of(), 2))))
        .containsInAnyOrder(ELEMENTS);
    pipeline.run().waitUntilFinish();
  }

  private static List<List<String>> lots(WorkList<String> all, PipelineOptions options)
      throws Exception {
    List<List<String>> lots = new ArrayList<>();
    for (BoundedSource<String> lot : all.split(1000, options)) {
      lots.add(SourceTestUtils.readFromSource(lot, options));
    }
    return lots;
  }
}
