package org.tonewheel.pipelines.repeats;

/**
 * Two tracks that are the same recording.
 *
 * @param track the first by id of those that are equal
 * @param repeat the other
 * @param kind how equal they are
 * @param offsetSeconds by which the repeat starts later in the recording than the track; of 46 ms
 * @param similarity share of the bits of the fingerprints that are equal over the common part, 0.8
 *     to 1; 1 where files or samples are equal
 * @param commonSeconds length of the common part that is not silent; null where files or samples
 *     are equal
 */
public record RepeatPair(
    String track,
    String repeat,
    RepeatKind kind,
    double offsetSeconds,
    double similarity,
    Double commonSeconds) {}
