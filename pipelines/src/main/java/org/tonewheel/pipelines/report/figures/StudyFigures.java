package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.StudyData;
import org.tonewheel.tuning.Direction;
import org.tonewheel.tuning.MedianPruner;
import org.tonewheel.tuning.NoPruning;
import org.tonewheel.tuning.ParameterImportance;
import org.tonewheel.tuning.Pruner;
import org.tonewheel.tuning.RandomSampler;
import org.tonewheel.tuning.Sampler;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TpeSampler;
import org.tonewheel.tuning.TrialRecord;
import org.tonewheel.tuning.TrialState;

/**
 * What a search came to.
 *
 * @param study the study's name
 * @param net the net whose settings were searched
 * @param split the split whose validation side judged
 * @param safe false where its figures are too good to be believed
 * @param unsafe why; null where safe
 * @param objective what trials were judged by, such as {@code validation loss}
 * @param lowerIsBetter whether the lowest value is the best
 * @param sampler what suggested them
 * @param pruner what ended trials early
 * @param parallel trials of a wave
 * @param state how far it has come
 * @param failure why it failed; null unless it did
 * @param seconds wall-clock seconds
 * @param asked trials that it is to have; there may be more
 * @param complete trials with a value
 * @param pruned trials that were ended early
 * @param failed trials without a value
 * @param best the best trial; null where none is complete
 * @param importance how much each parameter mattered for being among the best tenth, the most
 *     important first, in shares of 1; empty with fewer than two complete trials
 * @param trials by number
 */
public record StudyFigures(
    String study,
    String net,
    String split,
    boolean safe,
    String unsafe,
    String objective,
    boolean lowerIsBetter,
    String sampler,
    String pruner,
    int parallel,
    BranchState state,
    String failure,
    double seconds,
    int asked,
    int complete,
    int pruned,
    int failed,
    Trial best,
    Map<String, Double> importance,
    List<Trial> trials) {

  public StudyFigures {
    importance = ImmutableMap.copyOf(importance);
    trials = ImmutableList.copyOf(trials);
  }

  /**
   * One trial.
   *
   * @param number from 0
   * @param state {@code complete}, {@code pruned}, {@code failed} or {@code running}
   * @param values by parameter
   * @param epochs that it reported
   * @param value its result; null unless it is complete
   * @param last what it had after its last epoch; null where it reported none
   * @param failure why it failed; null unless it did
   */
  public record Trial(
      int number,
      String state,
      Map<String, Object> values,
      int epochs,
      Double value,
      Double last,
      String failure) {}

  /** Sums a study up; one that has not begun has no trial. */
  static StudyFigures of(StudyData data) {
    Study study = data.study();
    List<Trial> trials =
        study == null ? List.of() : study.trials().stream().map(t -> trial(study, t)).toList();
    int complete = count(study, TrialState.COMPLETE);
    return new StudyFigures(
        data.name(),
        data.net(),
        data.split(),
        data.unsafe() == null,
        data.unsafe(),
        data.objective(),
        study == null || study.settings().direction() == Direction.MINIMIZE,
        study == null ? null : words(study.settings().sampler()),
        study == null ? null : words(study.settings().pruner()),
        study == null ? 0 : study.settings().parallel(),
        data.state(),
        data.failure(),
        data.seconds(),
        data.asked(),
        complete,
        count(study, TrialState.PRUNED),
        count(study, TrialState.FAILED),
        study == null ? null : study.best().map(best -> trials.get(best.number())).orElse(null),
        complete < 2 ? Map.of() : ParameterImportance.of(study),
        trials);
  }

  private static Trial trial(Study study, TrialRecord trial) {
    List<Double> reports = trial.intermediate();
    return new Trial(
        trial.number(),
        trial.state().name().toLowerCase(Locale.ROOT),
        trial.values(),
        reports.size(),
        trial.value(),
        reports.isEmpty() ? null : reports.get(reports.size() - 1),
        study.failures().get(trial.number()));
  }

  private static int count(Study study, TrialState state) {
    return study == null
        ? 0
        : (int) study.trials().stream().filter(trial -> trial.state() == state).count();
  }

  private static String words(Sampler sampler) {
    if (sampler instanceof TpeSampler tpe) {
      return tpe.multivariate() ? "TPE, multivariate" : "TPE";
    }
    return sampler instanceof RandomSampler ? "random" : "grid";
  }

  private static String words(Pruner pruner) {
    if (pruner instanceof NoPruning) {
      return "none";
    }
    return pruner instanceof MedianPruner ? "median" : "successive halving";
  }
}
