package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.Source;

/** What holds between the audio and the feature sets, beyond the schema. */
final class FeatureRules {
  private static final FieldPath AUDIO = FieldPath.ROOT.field("audio");
  private static final FieldPath SETS = FieldPath.ROOT.field("featureSets");

  /** Upper edge of librosa's lowest contrast band, in Hz; each further band is an octave. */
  private static final double LOWEST_BAND = 200;

  /** What a set has in place of each family that it does not name, where it names mel bands. */
  private static final ImmutableMap<String, JsonNode> LEFT_OUT =
      ImmutableMap.of(
          "mfcc", IntNode.valueOf(0),
          "contrastBands", IntNode.valueOf(0),
          "centroid", BooleanNode.FALSE,
          "chroma", IntNode.valueOf(0));

  private FeatureRules() {}

  /**
   * Leaves P1's families out of each set that names mel bands and not them; comes before the
   * defaults, from which these cannot be told.
   */
  static void leaveMelAlone(ObjectNode experiment) {
    for (JsonNode set : experiment.path("featureSets")) {
      if (set instanceof ObjectNode node && node.path("mel").asInt() > 0) {
        LEFT_OUT.forEach(
            (family, none) -> {
              if (!node.has(family)) {
                node.set(family, none);
              }
            });
      }
    }
  }

  static void apply(ObjectNode experiment, Problems problems) {
    if (problems.within(AUDIO)) {
      return;
    }
    Audio audio = Json.bind(experiment.path("audio"), Audio.class);
    if ((long) audio.segmentSamples() * audio.segments() > Integer.MAX_VALUE) {
      problems.add(
          AUDIO.field("segments"),
          audio.segments() + " segments of " + audio.segmentSamples() + " samples are too many",
          "at most " + Integer.MAX_VALUE + " samples in all");
    }
    for (Map.Entry<String, JsonNode> entry : experiment.path("featureSets").properties()) {
      FieldPath path = SETS.field(entry.getKey());
      if (!problems.within(path)) {
        checkMel(Json.bind(entry.getValue(), FeatureSet.class), audio, path, problems);
        checkSet(Json.bind(entry.getValue(), FeatureSet.class), audio, path, problems);
      }
      if (!SourceRules.mayHold(experiment, Source.Content.AUDIO, problems)) {
        problems.addAtKey(
            path, "is computed from audio, and no source holds any", "a source of audio", "");
      }
    }
  }

  /** Checks that the range of the mel bands is one, and that each band holds a bin. */
  private static void checkMel(FeatureSet set, Audio audio, FieldPath path, Problems problems) {
    if (set.mel() == 0) {
      for (String field : List.of("fMin", "fMax", "topDb")) {
        if (Json.tree(set).has(field)) {
          problems.addAtKey(path.field(field), "is given without `mel`", "both or neither", "");
        }
      }
      return;
    }
    double half = audio.sampleRate() / 2.0;
    double lowest = set.fMin() == null ? 0 : set.fMin();
    double highest = set.fMax() == null ? half : set.fMax();
    if (highest > half) {
      problems.add(
          path.field("fMax"),
          "`" + highest + "` Hz lies above half the sample rate",
          "at most " + half);
    } else if (lowest >= highest) {
      problems.add(
          path.field(set.fMin() == null ? "fMax" : "fMin"),
          "the mel bands have no room between " + lowest + " and " + highest + " Hz",
          "`fMin` below `fMax`, and both below half the sample rate");
    } else if (set.nFft() % 2 == 0) {
      try {
        new FrameFeatureSettings(
            audio.sampleRate(),
            set.nFft(),
            set.hopLength(),
            set.center(),
            0,
            0,
            false,
            0,
            set.mel(),
            set.melRange(audio.sampleRate()));
      } catch (IllegalArgumentException e) {
        problems.add(path.field("mel"), e.getMessage(), "fewer bands or a longer `nFft`");
      }
    }
  }

  private static void checkSet(FeatureSet set, Audio audio, FieldPath path, Problems problems) {
    if (set.features() == 0) {
      problems.add(
          path,
          "has no features",
          "`mfcc`, `contrastBands`, `chroma` or `mel` above 0, or `centroid: true`");
    }
    if (set.nFft() % 2 != 0) {
      problems.add(path.field("nFft"), "`" + set.nFft() + "` is odd", "an even number of samples");
    }
    if (set.frames(audio.segmentSamples()) < 1) {
      problems.add(
          path.field("nFft"),
          "a frame of " + set.nFft() + " samples does not fit into a segment",
          "at most `audio.segmentSamples`, which is " + audio.segmentSamples());
    }
    long values = (long) set.frames(audio.segmentSamples()) * set.features();
    if (values > Integer.MAX_VALUE) {
      problems.add(
          path.field("hopLength"),
          "a segment has " + values + " values",
          "a longer hop: at most " + Integer.MAX_VALUE + " values");
    }
    double highestEdge = LOWEST_BAND * Math.pow(2, set.contrastBands() - 1);
    if (set.contrastBands() > 0 && highestEdge >= audio.sampleRate() / 2.0) {
      int most = 0;
      while (LOWEST_BAND * Math.pow(2, most) < audio.sampleRate() / 2.0) {
        most++;
      }
      problems.add(
          path.field("contrastBands"),
          "the highest of " + set.contrastBands() + " bands lies above half the sample rate",
          "at most " + most + " at " + audio.sampleRate() + " Hz");
    }
  }
}
