package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import java.util.Arrays;

/**
 * Hashes of everything in an experiment that a stage's result depends on. A stage adds those of the
 * stages before it; names and descriptions, which change no result, are left out.
 */
public final class Fingerprint {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Fingerprint() {}

  /** Returns the SHA-256, in hex, of the parts' canonical JSON; order counts. */
  public static String of(Object... parts) {
    return Hashing.sha256().hashBytes(canonicalJson(Arrays.asList(parts))).toString();
  }

  /**
   * Returns JSON in UTF-8, without white space, fields in alphabetical order, lists as they are.
   */
  public static byte[] canonicalJson(Object value) {
    try {
      // Through plain maps, so that trees are ordered like records.
      JsonNode tree = CANONICAL.valueToTree(value);
      return CANONICAL.writeValueAsBytes(CANONICAL.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON can be made of " + value.getClass(), e);
    }
  }

  /** What the table of tracks and the decoded audio depend on, beside the input itself. */
  public static String ingest(Experiment experiment) {
    return of(
        "ingest",
        experiment.sources(),
        experiment.audio().sampleRate(),
        experiment.audio().maxSeconds(),
        experiment.genres(),
        experiment.exclude(),
        experiment.relabel());
  }

  /** What the segments of a feature set depend on, beside the decoded audio. */
  public static String features(Experiment experiment, String featureSet) {
    Audio audio = experiment.audio();
    return of(
        "features",
        experiment.featureSets().get(featureSet),
        audio.sampleRate(),
        audio.segmentSamples(),
        audio.segments(),
        audio.shortTrack());
  }

  /** What a split depends on, beside the tracks. */
  public static String split(Experiment experiment, String split) {
    Audio audio = experiment.audio();
    return of(
        "split",
        experiment.splits().get(split),
        audio.segmentSamples(),
        audio.segments(),
        audio.shortTrack());
  }

  /** What a model depends on, beside its split and its segments. */
  public static String branch(Branch branch) {
    return of("branch", branch);
  }
}
