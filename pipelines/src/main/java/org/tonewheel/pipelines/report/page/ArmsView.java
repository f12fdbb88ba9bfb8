package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.figures.LevelFigures;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.PairedFigures;

/**
 * The arms of one recipe under one split: without synthetic segments, and with each set.
 *
 * @param split the split's name
 * @param splitWords what the split keeps on one side
 * @param plain the arm without; null where the experiment asks for none
 * @param arms the others, in the experiment's order
 */
// public for the template engine, which reads only public members
public record ArmsView(String split, String splitWords, MetricsFile.Entry plain, List<Arm> arms) {

  /**
   * One arm.
   *
   * @param entry its figures
   * @param lines what its rows in the table say, the judged level first; empty where it has none
   */
  public record Arm(MetricsFile.Entry entry, List<Line> lines) {}

  /**
   * An arm at one level.
   *
   * @param title the level
   * @param figures on test
   * @param test its difference from the plain arm on test; null where there is none
   * @param validation the same on validation
   */
  public record Line(
      String title,
      LevelFigures figures,
      PairedFigures.Level test,
      PairedFigures.Level validation) {}

  private record Key(String recipe, String split) {}

  /** Returns the groups of arms in which any has synthetic segments. */
  static List<ArmsView> of(ReportData data, MetricsFile metrics) {
    Map<Key, List<MetricsFile.Entry>> groups = new LinkedHashMap<>();
    for (MetricsFile.Entry entry : metrics.branches()) {
      groups
          .computeIfAbsent(new Key(entry.recipe(), entry.split()), key -> new ArrayList<>())
          .add(entry);
    }
    List<ArmsView> views = new ArrayList<>();
    groups.forEach(
        (key, entries) -> {
          List<Arm> arms =
              entries.stream()
                  .filter(entry -> entry.synthesis() != null)
                  .map(entry -> new Arm(entry, lines(entry)))
                  .toList();
          if (!arms.isEmpty()) {
            SplitData split =
                data.splits().stream()
                    .filter(one -> one.name().equals(key.split()))
                    .findFirst()
                    .orElseThrow();
            views.add(
                new ArmsView(split.name(), SplitView.words(split), plain(metrics, entries), arms));
          }
        });
    return views;
  }

  private static MetricsFile.Entry plain(MetricsFile metrics, List<MetricsFile.Entry> group) {
    for (MetricsFile.Entry arm : group) {
      for (MetricsFile.Entry other : metrics.branches()) {
        if (arm.paired() != null && other.branch().equals(arm.paired().against())) {
          return other;
        }
      }
    }
    return group.stream().filter(entry -> entry.synthesis() == null).findFirst().orElse(null);
  }

  /** Returns the lines of the arm without synthetic segments. */
  public List<Line> plainLines() {
    return plain == null ? List.of() : lines(plain);
  }

  private static List<Line> lines(MetricsFile.Entry entry) {
    List<Line> lines = new ArrayList<>();
    for (BranchView.Level level : BranchView.levels(entry)) {
      // differences are over real examples
      String key = level.key().replace("-real", "");
      boolean compared =
          entry.paired() != null && (entry.testReal() == null || !key.equals(level.key()));
      lines.add(
          new Line(
              level.title(),
              level.figures(),
              compared ? of(entry.paired().test(), key) : null,
              compared ? of(entry.paired().validation(), key) : null));
    }
    return lines;
  }

  private static PairedFigures.Level of(PairedFigures.Levels levels, String key) {
    return switch (key) {
      case "row" -> levels.row();
      case "track" -> levels.track();
      default -> levels.segment();
    };
  }
}
