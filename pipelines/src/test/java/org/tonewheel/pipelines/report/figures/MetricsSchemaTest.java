package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.report.ReportStage;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.MadeUpStudy;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.TableSample;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** The shipped schema is that of the records, and files are as it says. */
final class MetricsSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMMAND =
      "mvn -pl models,pipelines test -Dtest=MetricsSchemaTest -Dtonewheel.regenerate=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void schema_isUpToDate_andOnTheClassPath() throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    String text = JSON.writer(printer).writeValueAsString(MetricsSchema.generate()) + "\n";
    if (Boolean.getBoolean("tonewheel.regenerate")) {
      Files.writeString(MetricsSchema.FILE, text);
      return; // the class path has it at the next build
    }
    String command = "differs from what the records make; write it anew with: " + COMMAND;
    assertThat(Files.readString(MetricsSchema.FILE)).as(command).isEqualTo(text);
    assertThat(
            Resources.toString(
                Resources.getResource(ReportStage.class, "metrics.schema.json"),
                StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  /** Nothing can be said of jazz, as nobody is tested on it. */
  private static ReportData lackingAGenre() {
    return SmallRun.of(
        List.of(SmallRun.split("track", Protocol.TRACK, 1, Map.of())),
        List.of(
            SmallRun.branch(
                "net5-track",
                "track",
                0,
                42,
                List.of(
                    SmallRun.row("a", 0, Side.VALIDATION, 1, 0.25f),
                    SmallRun.row("b", 0, Side.TEST, 1, 0.25f),
                    SmallRun.row("c", 0, Side.TEST, 1, 0.25f)))));
  }

  static Stream<ReportData> runs() {
    return Stream.of(
        SampleRun.ofTenGenres(),
        TableSample.ofTenGenres(),
        ArmsRun.of(Synthesis.Admit.IF_BETTER),
        ArmsRun.of(Synthesis.Admit.ALWAYS),
        MadeUpStudy.in(
            SampleRun.ofTenGenres(),
            MadeUpStudy.of("one", null, 12),
            MadeUpStudy.of("two", "split leaks", 0)),
        lackingAGenre(),
        SmallRun.of(
            List.of(SmallRun.split("track", Protocol.TRACK, 1, Map.of())),
            List.of(SmallRun.failed("net5-track", "track", 0))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void metricsOfARun_areAsTheSchemaSays(ReportData run) {
    MetricsSchema.check(JSON.valueToTree(new MetricsBuilder(run).build()));
  }

  @Test
  void schema_isNotSatisfiedByAnything() {
    ObjectNode file = JSON.valueToTree(new MetricsBuilder(SampleRun.ofTenGenres()).build());
    ((ObjectNode) file.path("branches").path(0)).put("safe", "perhaps");
    assertThatThrownBy(() -> MetricsSchema.check(file)).hasMessageContaining("safe");
    file.remove("branches");
    assertThatThrownBy(() -> MetricsSchema.check(file)).hasMessageContaining("branches");
  }
}
