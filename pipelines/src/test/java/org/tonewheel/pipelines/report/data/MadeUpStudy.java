package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tonewheel.tuning.CategoricalParameter;
import org.tonewheel.tuning.Direction;
import org.tonewheel.tuning.FloatParameter;
import org.tonewheel.tuning.LayersParameter;
import org.tonewheel.tuning.MedianPruner;
import org.tonewheel.tuning.SearchSpace;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.StudySettings;
import org.tonewheel.tuning.TpeSampler;
import org.tonewheel.tuning.TrialRecord;
import org.tonewheel.tuning.TrialState;

/** A search over a function that is known: the rate matters most, the dropout little. */
public final class MadeUpStudy {
  private static final int EPOCHS = 3;

  private MadeUpStudy() {}

  /**
   * A study that was searched.
   *
   * @param name as the page says it
   * @param unsafe why it cannot be believed; null where it can
   * @param count of its trials, of which number 3 failed
   */
  public static StudyData of(String name, String unsafe, int count) {
    StudySettings settings =
        new StudySettings(
            "made up",
            Direction.MINIMIZE,
            4,
            new SearchSpace(
                List.of(
                    new CategoricalParameter("batchSize", List.of("32", "64", "128")),
                    new FloatParameter("dropout", 0, 0.5, false),
                    new LayersParameter("hidden", 1, 3, List.of(64, 128, 256)),
                    new FloatParameter("rate", 1e-4, 1e-1, true))),
            TpeSampler.defaults(Direction.MINIMIZE, 7),
            MedianPruner.defaults(Direction.MINIMIZE));
    Study study = Study.empty(settings);
    for (int number = 0; number < count; number += settings.parallel()) {
      List<TrialRecord> trials = new ArrayList<>(study.trials());
      int wave = Math.min(count, number + settings.parallel());
      for (int trial = number; trial < wave; trial++) {
        Study sofar = new Study(settings, running(trials, number), Map.of());
        trials.add(trained(study, TrialRecord.running(trial, sofar.suggestion(trial))));
      }
      study = new Study(settings, trials, Map.of(3, "the loss is NaN; lower the rate"));
    }
    return new StudyData(
        name,
        "ffn",
        "artist",
        unsafe,
        "validation loss",
        count,
        BranchState.DONE,
        null,
        754,
        study);
  }

  /** With those of the wave as the sampler sees them. */
  private static List<TrialRecord> running(List<TrialRecord> trials, int wave) {
    return trials.stream().map(t -> t.number() >= wave ? t.asRunning() : t).toList();
  }

  private static TrialRecord trained(Study study, TrialRecord trial) {
    if (trial.number() == 3) {
      return new TrialRecord(3, TrialState.FAILED, trial.values(), List.of(), null);
    }
    TrialRecord now = trial;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      now = now.reported(epoch, value(trial) + 0.5 / (epoch + 1));
      if (epoch + 1 < EPOCHS && study.prunes(now)) {
        return new TrialRecord(
            now.number(), TrialState.PRUNED, now.values(), now.intermediate(), null);
      }
    }
    return now.completed(value(trial));
  }

  private static double value(TrialRecord trial) {
    double rate = Math.log10((double) trial.values().get("rate")) + 2.5;
    double dropout = (double) trial.values().get("dropout") - 0.2;
    int layers = ((List<?>) trial.values().get("hidden")).size();
    return 1 + rate * rate + 0.2 * dropout * dropout + 0.1 * Math.abs(layers - 2);
  }

  /** The same data with searches. */
  public static ReportData in(ReportData data, StudyData... studies) {
    return SampleRun.with(data, List.of(studies), data.repeats());
  }
}
