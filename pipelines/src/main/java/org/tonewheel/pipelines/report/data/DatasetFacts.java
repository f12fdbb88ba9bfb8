package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What is to be known of the data beside counts.
 *
 * @param durations how long recordings are, one entry a genre that has any; empty of pictures and
 *     tables
 * @param overlaps what the sides of splits share, by split and by what is shared
 */
// public for the template engine, which reads only public members
public record DatasetFacts(List<Durations> durations, List<Overlap> overlaps) {

  public DatasetFacts {
    durations = ImmutableList.copyOf(durations);
    overlaps = ImmutableList.copyOf(overlaps);
  }
}
