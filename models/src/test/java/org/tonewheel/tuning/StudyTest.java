package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static final SearchSpace SPACE =
      new SearchSpace(List.of(new FloatParameter("x", -1, 1, false)));

  private static StudySettings settings(int parallel) {
    return new StudySettings(
        "net and data",
        Direction.MINIMIZE,
        parallel,
        SPACE,
        new TpeSampler(Direction.MINIMIZE, 3, 4, 24, true),
        new MedianPruner(Direction.MINIMIZE, 2, 0, 1));
  }

  private static Study with(Study study, TrialRecord trial) {
    List<TrialRecord> trials = new ArrayList<>(study.trials());
    if (trial.number() == trials.size()) {
      trials.add(trial);
    } else {
      trials.set(trial.number(), trial);
    }
    return new Study(study.settings(), trials, study.failures());
  }

  private static Study begun(Study study, int number) {
    return with(study, TrialRecord.running(number, study.suggestion(number)));
  }

  private static Study ended(Study study, int number) {
    TrialRecord trial = study.trials().get(number);
    double x = (Double) trial.values().get("x");
    return with(study, trial.reported(0, x * x).completed(x * x));
  }

  /** Two waves of four trials, those of the second begun in the midst of each other. */
  private static List<TrialRecord> secondWave(boolean endsMeanwhile) {
    Study study = Study.empty(settings(4));
    for (int number = 0; number < 4; number++) {
      study = begun(study, number);
    }
    for (int number = 0; number < 4; number++) {
      study = ended(study, number);
    }
    for (int number = 4; number < 8; number++) {
      study = begun(study, number);
      if (endsMeanwhile) {
        study = ended(study, number);
      }
    }
    return study.trials().subList(4, 8).stream().map(TrialRecord::asRunning).toList();
  }

  @Test
  void suggestions_doNotDependOnWhichTrialOfTheWaveWasFaster() {
    assertThat(secondWave(true)).isEqualTo(secondWave(false));
  }

  @Test
  void suggestion_takesTrialsOfItsWaveAsRunning() {
    Study study = Study.empty(settings(4));
    for (int number = 0; number < 4; number++) {
      double x = 0.5 + 0.1 * number;
      study = with(study, TrialRecord.running(number, Map.of("x", x)).completed(x));
    }
    TrialRecord running = TrialRecord.running(4, Map.of("x", -0.5));
    Study best = with(study, running.completed(-1));
    Study begun = with(study, running);
    assertThat(best.suggestion(5)).isEqualTo(begun.suggestion(5));
    // a sampler that saw the result would suggest otherwise
    assertThat(
            LongStream.range(0, 10)
                .mapToObj(seed -> new TpeSampler(Direction.MINIMIZE, seed, 4, 24, true)))
        .anySatisfy(
            tpe ->
                assertThat(tpe.suggest(SPACE, best.trials(), 5))
                    .isNotEqualTo(tpe.suggest(SPACE, begun.trials(), 5)));
  }

  @Test
  void trialOfAnEarlierWave_mustHaveEnded() {
    Study running = begun(begun(Study.empty(settings(2)), 0), 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> running.suggestion(2))
        .withMessageContaining("trial 0, of an earlier wave than trial 2, has not ended");
    assertThatIllegalStateException()
        .isThrownBy(() -> running.suggestion(3))
        .withMessageContaining("before trial 2 has begun");
  }

  @Test
  void pruning_comparesWithEarlierWavesAlone() {
    Study study = Study.empty(settings(3));
    for (int number = 0; number < 3; number++) {
      study = begun(study, number);
    }
    TrialRecord mine = study.trials().get(2).reported(0, 100.0);
    Study sameWave = ended(ended(study, 0), 1);
    assertThat(sameWave.prunes(mine)).isFalse();
    Study next = begun(ended(sameWave, 2), 3);
    assertThat(next.prunes(next.trials().get(3).reported(0, 100.0))).isTrue();
    assertThat(next.prunes(next.trials().get(3).reported(0, 0.0))).isFalse();
  }

  @Test
  void best_isTheEarliestOfEqualOnes() {
    List<TrialRecord> trials = new ArrayList<>();
    double[] values = {3, 1, 2, 1};
    for (double value : values) {
      trials.add(TrialRecord.running(trials.size(), Map.of("x", 0.0)).completed(value));
    }
    trials.add(TrialRecord.running(4, Map.of("x", 0.0)).ended(TrialState.FAILED));
    assertThat(new Study(settings(1), trials, Map.of(4, "no memory")).best().orElseThrow().number())
        .isEqualTo(1);
    assertThat(Study.empty(settings(1)).best()).isEmpty();
  }

  @Test
  void completeTrial_hasAFiniteValue() {
    TrialRecord trial = TrialRecord.running(0, Map.of("x", 0.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial.completed(Double.NaN))
        .withMessageContaining("has failed");
  }

  @Test
  void epochReportedAgain_replacesItAndThoseAfterIt() {
    TrialRecord trial = TrialRecord.running(0, Map.of("x", 0.0));
    for (int epoch = 0; epoch < 4; epoch++) {
      trial = trial.reported(epoch, epoch);
    }
    assertThat(trial.reported(1, 9.0).intermediate()).containsExactly(0.0, 9.0);
    TrialRecord four = trial;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> four.reported(5, 1.0))
        .withMessageContaining("epoch 5 after 4 epochs");
  }

  @Test
  void otherDirectionThanTheSamplers_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StudySettings(
                    "",
                    Direction.MAXIMIZE,
                    1,
                    SPACE,
                    TpeSampler.defaults(Direction.MINIMIZE, 1),
                    new NoPruning()))
        .withMessageContaining("the sampler has direction MINIMIZE, the study MAXIMIZE");
  }
}
