package org.tonewheel.pipelines.features;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.MelRange;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.audio.ShortTrack;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
import org.tonewheel.pipelines.run.Fingerprint;

/**
 * What is computed of every track.
 *
 * @param segmentSamples samples of a segment
 * @param segments the most segments of a track
 * @param shortTrack what becomes of a short track
 * @param sampleRate Hz
 * @param featureSets name to settings
 * @param pictureSets name to settings
 * @param stored the feature sets that are written; one that only pictures are drawn from is not
 */
record FeaturePlan(
    int segmentSamples,
    int segments,
    String shortTrack,
    int sampleRate,
    Map<String, Settings> featureSets,
    Map<String, Pictures> pictureSets,
    Set<String> stored)
    implements Serializable {
  /** Grows when the same settings give other values than before. */
  static final int FEATURES_VERSION = 2;

  /** Grows when the same settings give other pictures than before, or other files of them. */
  private static final int PICTURES_VERSION = 2;

  /**
   * A {@link FeatureSet} that can travel. What is null is not part of its fingerprint, which stays
   * what it was before there was such a choice.
   */
  record Settings(
      int nFft,
      int hopLength,
      boolean center,
      int mfcc,
      int contrastBands,
      boolean centroid,
      int chroma,
      int mel,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double fMin,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double fMax,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double topDb)
      implements Serializable {}

  /** A {@link PictureSet} that can travel; features and colours are null where files are given. */
  record Pictures(
      int width,
      int height,
      String features,
      String colourMap,
      boolean crop,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean ofSegments,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double range,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double top)
      implements Serializable {

    /** Whether they are drawn from audio, or else brought to size from files. */
    boolean drawn() {
      return features != null;
    }
  }

  static FeaturePlan of(Experiment experiment) {
    Audio audio = experiment.audio();
    ImmutableSortedMap.Builder<String, Settings> sets = ImmutableSortedMap.naturalOrder();
    experiment.featureSets().forEach((name, set) -> sets.put(name, settings(set)));
    ImmutableSortedMap.Builder<String, Pictures> pictures = ImmutableSortedMap.naturalOrder();
    experiment.pictureSets().forEach((name, set) -> pictures.put(name, pictures(set)));
    return new FeaturePlan(
        audio.segmentSamples(),
        audio.segments(),
        audio.shortTrack().name(),
        audio.sampleRate(),
        sets.buildOrThrow(),
        pictures.buildOrThrow(),
        stored(experiment));
  }

  private static Settings settings(FeatureSet set) {
    return new Settings(
        set.nFft(),
        set.hopLength(),
        set.center(),
        set.mfcc(),
        set.contrastBands(),
        set.centroid(),
        set.chroma(),
        set.mel(),
        set.fMin(),
        set.fMax(),
        set.topDb());
  }

  private static Pictures pictures(PictureSet set) {
    String colourMap = set.features() == null ? null : set.colourMap().name();
    return new Pictures(
        set.width(),
        set.height(),
        set.features(),
        colourMap,
        set.crop(),
        set.per() == PictureSet.Per.SEGMENT,
        set.range(),
        set.top());
  }

  private static Set<String> stored(Experiment experiment) {
    return experiment.featureSets().keySet().stream()
        .filter(
            name ->
                experiment.branches().stream().anyMatch(branch -> name.equals(branch.features()))
                    || experiment.tuning().values().stream()
                        .anyMatch(study -> study.features().contains(name))
                    || experiment.pictureSets().values().stream()
                        .noneMatch(set -> name.equals(set.features())))
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /** What is written, feature sets first. */
  List<InputSet> outputs() {
    return Stream.concat(
            stored.stream().map(InputSet::frames),
            pictureSets.keySet().stream().map(InputSet::pictures))
        .toList();
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
        s.mel(),
        MelRange.of(sampleRate, s.fMin(), s.fMax(), s.topDb()));
  }

  /** Of all that a set's rows depend on, but the tracks. */
  String fingerprint(InputSet set) {
    if (set.kind() == InputSet.Kind.FRAMES) {
      return features(set.name());
    }
    Pictures pictures = pictureSets.get(set.name());
    Fingerprint fingerprint =
        Fingerprint.of("pictures", PICTURES_VERSION).with("pictures", pictures);
    if (pictures.drawn()) {
      fingerprint.with("features", features(pictures.features()));
    }
    return fingerprint.hex();
  }

  private String features(String set) {
    return Fingerprint.of("features", FEATURES_VERSION)
        .with("layout", new Object[] {segmentSamples, segments, shortTrack, sampleRate})
        .with("set", featureSets.get(set))
        .hex();
  }
}
