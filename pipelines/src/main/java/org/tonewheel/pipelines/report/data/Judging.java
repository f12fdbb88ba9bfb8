package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;

/**
 * What a run's figures are held against.
 *
 * @param settings what must be reached, and what branches are tested against
 * @param earlier the runs that thresholds name, by what they call them
 */
public record Judging(ReportSettings settings, Map<String, EarlierRun> earlier) {

  public Judging {
    Objects.requireNonNull(settings, "settings");
    earlier = ImmutableMap.copyOf(earlier);
  }
}
