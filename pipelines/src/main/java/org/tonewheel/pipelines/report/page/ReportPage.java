package org.tonewheel.pipelines.report.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.Configuration;
import org.tonewheel.pipelines.report.figures.LeakComparison;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.WorstTracks;

/**
 * The report as one HTML file that asks nothing of the network: its policy forbids every request,
 * and of scripts allows only the two it was made with, by hash. Names from the data are text to the
 * template engine, which escapes them, and to the charts, which draw them as SVG text.
 */
public final class ReportPage {

  private ReportPage() {}

  /**
   * Returns the page as HTML.
   *
   * @param data what was read of the run
   * @param metrics the figures made from the same data
   * @throws IllegalStateException if a template does not fit the data, or the build left out a
   *     resource: neither depends on the run
   */
  public static String render(ReportData data, MetricsFile metrics) {
    List<BranchView> views = views(data, metrics);
    List<ArmsView> arms = ArmsView.of(data, metrics);
    List<SyntheticView> sets = SyntheticView.of(data, metrics);
    List<StudyView> studies = StudyView.of(data, metrics);
    PageCharts charts = PageCharts.of(data, views, arms, sets, studies);
    String echarts =
        resource("/META-INF/resources/webjars/echarts/%s/echarts.min.js".formatted(version()));
    String script =
        resource("synthesis.js")
            + resource("genres.js")
            + resource("roc.js")
            + resource("calibration.js")
            + resource("durations.js")
            + resource("exploration.js")
            + resource("tuning.js")
            + resource("sort.js")
            + resource("page.js");
    Map<String, Object> model = new TreeMap<>();
    model.put("data", data);
    model.put("metrics", metrics);
    model.put("summary", Summary.of(data, metrics));
    model.put("branches", views);
    model.put("leaks", LeakComparison.of(metrics.branches()));
    model.put("arms", arms);
    model.put("sets", sets);
    model.put("studies", studies);
    model.put("hasSteps", !charts.arms().isEmpty());
    model.put(
        "splits", data.splits().stream().map(one -> SplitView.of(one, data.genres())).toList());
    model.put("rocRates", RocView.READ_AT);
    model.put("recalls", PrecisionRecallView.READ_AT);
    model.put("evenLoss", Math.log(data.genres().size()));
    model.put(
        "shots",
        Shots.of(data.shown(), views, sets.stream().anyMatch(set -> set.samples() != null)));
    model.put("style", resource("page.css"));
    model.put("echarts", echarts);
    model.put("script", script);
    model.put("echartsHash", PageTemplate.hash(echarts));
    model.put("scriptHash", PageTemplate.hash(script));
    model.put("charts", EmbeddedJson.of(charts));
    return PageTemplate.fill(ReportPage.class, "index.ftlh", model);
  }

  /** Branches by safety and then by validation; baselines last. */
  private static List<BranchView> views(ReportData data, MetricsFile metrics) {
    Map<String, Configuration> byId = new TreeMap<>();
    Configuration.of(data).forEach(one -> byId.put(one.id(), one));
    Comparator<MetricsFile.Entry> order =
        Comparator.comparing(MetricsFile.Entry::safe)
            .thenComparing(LeakComparison::protocol)
            .reversed()
            .thenComparingDouble(
                entry -> entry.validation() == null ? 1 : -entry.validation().judged().accuracy())
            .thenComparing(MetricsFile.Entry::branch);
    List<BranchView> views = new ArrayList<>();
    for (boolean baseline : new boolean[] {false, true}) {
      for (MetricsFile.Entry entry :
          (baseline ? metrics.baselines() : metrics.branches()).stream().sorted(order).toList()) {
        Configuration configuration = byId.get(entry.branch());
        List<BranchView.Level> levels = BranchView.levels(entry);
        // those of a baseline are the diagonal
        List<Scores> scores =
            baseline || levels.isEmpty()
                ? List.of()
                : RocView.scores(configuration, levels.get(0).key());
        views.add(
            new BranchView(
                "branch-" + (views.size() + 1),
                entry,
                metrics.best() != null && metrics.best().branch().equals(entry.branch()),
                baseline,
                SplitView.words(configuration.split()),
                levels,
                LearningCurves.of(configuration),
                RocView.of(scores, data.genres()),
                PrecisionRecallView.of(scores, data.genres()),
                WorstTracks.of(configuration, data.genres().size())));
      }
    }
    return views;
  }

  /** Returns the version of ECharts that the build chose, which its path holds. */
  private static String version() {
    try {
      Properties webjar = new Properties();
      webjar.load(new StringReader(resource("/META-INF/maven/org.webjars/echarts/pom.properties")));
      return webjar.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    return PageTemplate.resource(ReportPage.class, name);
  }
}
