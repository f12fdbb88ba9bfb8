package org.tonewheel.pipelines.training;

import java.util.Arrays;
import java.util.List;
import org.tonewheel.audio.SegmentStatistics;
import org.tonewheel.tribuo.TableRows;

/**
 * The rows of a branch as a table model sees them.
 *
 * @param columns their names
 * @param training what it learns from
 * @param validation what it may stop by
 * @param predicted what it is applied to
 * @param prepared whether they are scaled already
 * @param made how many of the training rows SMOTE made
 */
record TableSides(
    List<String> columns,
    TableRows training,
    TableRows validation,
    TableRows predicted,
    boolean prepared,
    int made) {

  /** The statistics of segments' frames. */
  static TableSides ofStatistics(BranchData data, int[] predicted) {
    return new TableSides(
        SegmentStatistics.names(data.featureNames()),
        statistics(data, data.rows().sides().train()),
        statistics(data, data.rows().sides().validation()),
        statistics(data, predicted),
        false,
        0);
  }

  private static TableRows statistics(BranchData data, int[] rows) {
    int features = data.rows().shape().features();
    float[][] values = values(data, rows);
    for (int i = 0; i < values.length; i++) {
      values[i] = SegmentStatistics.of(values[i], values[i].length / features, features);
    }
    return new TableRows(values, labels(data, rows));
  }

  /** The values of rows as the set holds them. */
  static float[][] values(BranchData data, int[] rows) {
    float[][] values = new float[rows.length][data.rows().values().rowFloats()];
    for (int i = 0; i < rows.length; i++) {
      data.rows().values().read(rows[i], values[i]);
    }
    return values;
  }

  static int[] labels(BranchData data, int[] rows) {
    return Arrays.stream(rows).map(row -> data.labels()[row]).toArray();
  }
}
