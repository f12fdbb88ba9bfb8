package org.tonewheel.pipelines.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.tonewheel.tuning.TrialState;

/**
 * What a trial came to: {@code trials/<number>.json}, written by whoever trained it. The stage adds
 * it to the study when the trial's wave has ended, in the order of numbers, so that a study's lines
 * do not depend on which trial was faster.
 *
 * @param subject of the study that it is a trial of
 * @param number the trial's
 * @param state complete, pruned or failed
 * @param intermediate what it had after each epoch
 * @param value what it is worth; null unless it is complete
 * @param message why it failed; null unless it did
 * @param seconds wall-clock seconds of the attempt that ended it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrialFile(
    int formatVersion,
    String subject,
    int number,
    TrialState state,
    List<Double> intermediate,
    Double value,
    String message,
    double seconds) {
  static final int FORMAT_VERSION = 1;

  TrialFile {
    intermediate = ImmutableList.copyOf(intermediate);
  }
}
