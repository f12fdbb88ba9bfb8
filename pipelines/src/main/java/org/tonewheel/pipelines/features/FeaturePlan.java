package org.tonewheel.pipelines.features;

import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.Map;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.audio.ShortTrack;
import org.tonewheel.pipelines.experiment.Audio;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.FeatureSet;
import org.tonewheel.pipelines.run.Fingerprint;

/**
 * What is computed of every segment.
 *
 * @param segmentSamples samples of a segment
 * @param segments the most segments of a track
 * @param shortTrack what becomes of a short track
 * @param sampleRate Hz
 * @param featureSets name to settings
 */
record FeaturePlan(
    int segmentSamples,
    int segments,
    String shortTrack,
    int sampleRate,
    Map<String, Settings> featureSets)
    implements Serializable {
  /** Grows when the same settings give other values than before. */
  static final int FEATURES_VERSION = 1;

  /** {@link FrameFeatureSettings} that can travel. */
  record Settings(
      int nFft,
      int hopLength,
      boolean center,
      int mfcc,
      int contrastBands,
      boolean centroid,
      int chroma)
      implements Serializable {}

  static FeaturePlan of(Experiment experiment) {
    Audio audio = experiment.audio();
    ImmutableSortedMap.Builder<String, Settings> sets = ImmutableSortedMap.naturalOrder();
    experiment.featureSets().forEach((name, set) -> sets.put(name, settings(set)));
    return new FeaturePlan(
        audio.segmentSamples(),
        audio.segments(),
        audio.shortTrack().name(),
        audio.sampleRate(),
        sets.buildOrThrow());
  }

  private static Settings settings(FeatureSet set) {
    return new Settings(
        set.nFft(),
        set.hopLength(),
        set.center(),
        set.mfcc(),
        set.contrastBands(),
        set.centroid(),
        set.chroma());
  }

  SegmentLayout layout() {
    return new SegmentLayout(segmentSamples, segments, ShortTrack.valueOf(shortTrack));
  }

  FrameFeatureSettings frameFeatures(String set) {
    Settings s = featureSets.get(set);
    return new FrameFeatureSettings(
        sampleRate,
        s.nFft(),
        s.hopLength(),
        s.center(),
        s.mfcc(),
        s.contrastBands(),
        s.centroid(),
        s.chroma(),
        0);
  }

  /** Of all that one feature set's values depend on, but the audio. */
  String fingerprint(String set) {
    return Fingerprint.of("features", FEATURES_VERSION)
        .with("layout", new Object[] {segmentSamples, segments, shortTrack, sampleRate})
        .with("set", featureSets.get(set))
        .hex();
  }
}
