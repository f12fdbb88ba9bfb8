package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.MadeUpStudy;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.sampling.Protocol;

/** What the page and its figures say of searches. */
class TuningPageTest {
  private static final ReportData PLAIN =
      SmallRun.of(
          List.of(SmallRun.split("track", Protocol.TRACK, 1, Map.of())),
          List.of(SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed())));

  @TempDir Path folder;

  private String page(ReportData data) throws IOException {
    Report.write(data, folder);
    String page = Files.readString(folder.resolve("index.html"));
    return page.substring(page.indexOf("</style>"), page.indexOf("<script>"));
  }

  private JsonNode metrics() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
  }

  @Test
  void withoutASearch_nothingIsSaidOfOne() throws IOException {
    assertThat(page(PLAIN)).doesNotContain("id=\"tuning\"", "href=\"#tuning\"");
    assertThat(metrics().has("tuning")).isFalse();
  }

  @Test
  void search_hasItsFiguresChartsAndTables() throws IOException {
    String page = page(MadeUpStudy.in(PLAIN, MadeUpStudy.of("ffn", null, 60)));
    assertThat(page)
        .contains("id=\"tuning\"", "href=\"#tuning\"", "60", "tuning/ffn/best.yaml")
        .contains("data-chart=\"searched\"", "data-chart=\"importance\"", "data-chart=\"parallel\"")
        .contains("Suggested by TPE, multivariate, 4 at once; pruned by median.")
        .contains("35 more are in <code>metrics.json</code>")
        .doesNotContain("UNSAFE");
  }

  @Test
  void trialThatFailed_saysWhy() throws IOException {
    assertThat(page(MadeUpStudy.in(PLAIN, MadeUpStudy.of("ffn", null, 20))))
        .contains("the loss is NaN; lower the rate")
        .doesNotContain("more are in <code>metrics.json</code>");
  }

  @Test
  void figures_areThoseOfTheStudy_theMostImportantParameterFirst() throws IOException {
    page(MadeUpStudy.in(PLAIN, MadeUpStudy.of("ffn", null, 60)));
    JsonNode study = metrics().path("tuning").path(0);
    assertThat(study.path("trials")).hasSize(60);
    assertThat(
            study.path("complete").asInt()
                + study.path("pruned").asInt()
                + study.path("failed").asInt())
        .isEqualTo(60);
    assertThat(study.path("pruned").asInt()).isPositive();
    double lowest = Double.POSITIVE_INFINITY;
    for (JsonNode trial : study.path("trials")) {
      if (trial.path("value").isNumber()) {
        lowest = Math.min(lowest, trial.path("value").asDouble());
      }
    }
    assertThat(study.path("best").path("value").asDouble()).isEqualTo(lowest);
    assertThat(study.path("importance").fieldNames().next()).isEqualTo("rate");
    double sum = 0;
    for (JsonNode share : study.path("importance")) {
      sum += share.asDouble();
    }
    assertThat(sum).isCloseTo(1, offset(1e-9));
  }

  @Test
  void searchUnderALeakySplit_isMarkedEverywhere() throws IOException {
    ReportData data =
        MadeUpStudy.in(PLAIN, MadeUpStudy.of("ffn", "rows that belong together lie apart", 20));
    assertThat(page(data))
        .contains("Unsafe: rows that belong together lie apart.")
        .contains("\"unsafe\":{\"study-1\":\"rows that belong together lie apart\"}")
        .containsPattern("Optimisation history <strong class=\"unsafe\">UNSAFE</strong>");
    assertThat(metrics().path("tuning").path(0).path("safe").asBoolean()).isFalse();
  }

  @Test
  void searchWithoutACompleteTrial_hasATableAndNoCharts() throws IOException {
    String page = page(MadeUpStudy.in(PLAIN, MadeUpStudy.of("ffn", null, 0)));
    assertThat(page).contains("id=\"tuning\"").doesNotContain("data-chart=\"searched\"");
  }
}
