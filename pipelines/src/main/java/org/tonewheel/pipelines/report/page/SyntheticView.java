package org.tonewheel.pipelines.report.page;

import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.SyntheticFigures;
import org.tonewheel.pipelines.report.figures.SyntheticGroup;

/**
 * A synthetic set under one split as the page shows it.
 *
 * @param anchor its element's id
 * @param title the set's name, and the split's where the set is used under several
 * @param figures its figures
 * @param splitWords what its split keeps on one side
 * @param losses of a GAN; null where nothing is trained
 * @param projection some real and synthetic segments in the plane; null where there are none
 * @param samples some segments as pictures; null where there are none
 */
// public for the template engine, which reads only public members
public record SyntheticView(
    String anchor,
    String title,
    SyntheticFigures figures,
    String splitWords,
    LossCurves losses,
    ProjectionView projection,
    SampleGrid samples) {

  /** Bytes of thumbnails in a page, before they are written as text: a third more. */
  private static final int THUMBNAIL_BYTES = 600 * 1024;

  static List<SyntheticView> of(ReportData data, MetricsFile metrics) {
    List<SyntheticGroup> groups = SyntheticGroup.of(data);
    long pictured =
        groups.stream()
            .filter(group -> group.done().stream().anyMatch(one -> !one.samples().isEmpty()))
            .count();
    int bytes = pictured == 0 ? 0 : (int) (THUMBNAIL_BYTES / pictured);
    return IntStream.range(0, groups.size())
        .mapToObj(
            i -> {
              SyntheticGroup group = groups.get(i);
              return new SyntheticView(
                  "set-" + (i + 1),
                  title(group, groups),
                  metrics.synthetic().get(i),
                  SplitView.words(group.split()),
                  LossCurves.of(group),
                  ProjectionView.of(group, data.genres()),
                  SampleGrid.of(group, bytes));
            })
        .toList();
  }

  private static String title(SyntheticGroup group, List<SyntheticGroup> groups) {
    long same =
        groups.stream().filter(other -> other.first().set().equals(group.first().set())).count();
    if (same == 1) {
      return group.first().set();
    }
    return "%s, %s, split %s"
        .formatted(group.first().set(), group.first().features(), group.first().split());
  }
}
