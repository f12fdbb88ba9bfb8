package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterImportanceTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatParameter("nothing", 0, 1, false),
              new FloatParameter("much", 0, 1, false),
              new CategoricalParameter("some", List.of("a", "b", "c"))));

  private static Study study(int trials) {
    List<TrialRecord> history = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      Map<String, Object> values = new RandomSampler(4).suggest(SPACE, List.of(), number);
      double value = 10 * (Double) values.get("much") + ("b".equals(values.get("some")) ? 4 : 0);
      history.add(TrialRecord.running(number, values).completed(value));
    }
    StudySettings settings =
        new StudySettings("", Direction.MAXIMIZE, 1, SPACE, new RandomSampler(4), new NoPruning());
    return new Study(settings, history, Map.of());
  }

  @Test
  void parameters_areOrderedByWhatTheyDecide() {
    Map<String, Double> importances = ParameterImportance.of(study(300));
    assertThat(importances.keySet()).containsExactly("much", "some", "nothing");
    assertThat(importances.get("much")).isGreaterThan(importances.get("some") + 0.2);
    assertThat(importances.get("nothing")).isLessThan(0.05);
    assertThat(importances.values().stream().mapToDouble(v -> v).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void withoutTrialsToCompare_allAreEqual() {
    assertThat(ParameterImportance.of(study(1)).values())
        .hasSize(3)
        .allSatisfy(share -> assertThat(share).isCloseTo(1.0 / 3, within(1e-12)));
  }

  @Test
  void trialsThatDidNotComplete_doNotCount() {
    Study study = study(60);
    List<TrialRecord> more = new ArrayList<>(study.trials());
    more.add(TrialRecord.running(60, study.trials().get(0).values()).ended(TrialState.FAILED));
    more.add(TrialRecord.running(61, study.trials().get(1).values()));
    assertThat(ParameterImportance.of(new Study(study.settings(), more, Map.of())))
        .isEqualTo(ParameterImportance.of(study));
  }
}
