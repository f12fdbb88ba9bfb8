package org.tonewheel.pipelines.report.data;

import java.util.Objects;
import org.tonewheel.tuning.Study;

/**
 * One search as the report needs it.
 *
 * @param name the study's name
 * @param net the net whose settings are searched
 * @param split the split whose validation side judges
 * @param unsafe why that cannot be believed; null where it can
 * @param objective what trials are judged by, such as {@code validation loss}
 * @param asked trials that it is to have
 * @param state how far it has come
 * @param failure why it failed, in one line; null unless it did
 * @param seconds wall-clock seconds
 * @param study its trials; null before the first
 */
public record StudyData(
    String name,
    String net,
    String split,
    String unsafe,
    String objective,
    int asked,
    BranchState state,
    String failure,
    double seconds,
    Study study) {

  public StudyData {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(state, "state");
  }
}
