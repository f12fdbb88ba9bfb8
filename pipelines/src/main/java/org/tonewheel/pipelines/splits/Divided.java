package org.tonewheel.pipelines.splits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.audio.ShortTrack;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Division;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.SplitSettings;
import org.tonewheel.sampling.TrackEntry;

/** What a split divides, and how, in the words of the sampling package. */
public final class Divided {
  private Divided() {}

  /**
   * The tracks of a source as a split sees them; a track without the split's column is a group of
   * its own, and a picture is one segment.
   */
  public static List<TrackEntry> tracks(
      Experiment experiment, Split split, Tracks tracks, String source) {
    Audio audio = experiment.audio();
    SegmentLayout layout =
        new SegmentLayout(
            audio.segmentSamples(),
            audio.segments(),
            ShortTrack.valueOf(audio.shortTrack().name()));
    return tracks.of(source).rows().stream()
        .map(
            row ->
                new TrackEntry(
                    row.track(),
                    row.genre(),
                    split.group() == null
                        ? row.track()
                        : row.groups().getOrDefault(split.group(), row.track()),
                    row.isPicture() ? 1 : layout.count(row.samples(audio.sampleRate()))))
        .toList();
  }

  /**
   * Each split that a branch or a study uses, in the experiment's order, and the sources it
   * divides.
   */
  public static Map<String, Set<String>> sources(Experiment experiment) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    for (String split : experiment.splits().keySet()) {
      for (BranchSpec branch : experiment.specs()) {
        if (branch.split().contains(split)) {
          sources.computeIfAbsent(split, name -> new TreeSet<>()).add(branch.source());
        }
      }
    }
    return sources;
  }

  /** How the experiment draws a split that no lists name. */
  public static SplitSettings settings(Experiment experiment, Split split) {
    Division division =
        split.folds() != null
            ? new Division.Folds(split.folds())
            : new Division.Fractions(
                split.fractions().train(),
                split.fractions().validation(),
                split.fractions().test());
    return new SplitSettings(
        protocol(split), division, split.seed() == null ? experiment.seed() : split.seed());
  }

  /** What the split keeps on one side. */
  public static Protocol protocol(Split split) {
    return Protocol.valueOf(split.protocol().name());
  }
}
