package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatParameter("dropout", 0, 0.5, false),
              new FloatParameter("rate", 1e-5, 0.1, true),
              new IntParameter("epochs", 5, 50, false, 15),
              new IntParameter("batch", 8, 512, true, 1),
              new CategoricalParameter("optimizer", List.of("adam", "rmsprop", "sgd")),
              new FloatParameter("fixed", 0.25, 0.25, false),
              new LayersParameter("hidden", 1, 4, List.of(32, 64, 128))));

  static Stream<Sampler> samplers() {
    return Stream.of(
        TpeSampler.defaults(Direction.MINIMIZE, 7),
        new TpeSampler(Direction.MAXIMIZE, 7, 5, 8, false),
        new RandomSampler(7));
  }

  private static double cost(Map<String, Object> values) {
    double rate = Math.log10((Double) values.get("rate")) + 3;
    double units = ((List<?>) values.get("hidden")).size() - 3;
    return rate * rate + units * units + ("adam".equals(values.get("optimizer")) ? 0 : 1);
  }

  /** A study of trials in all states. */
  private static List<TrialRecord> study(Sampler sampler, int trials) {
    return study(sampler, SPACE, trials);
  }

  private static List<TrialRecord> study(Sampler sampler, SearchSpace space, int trials) {
    List<TrialRecord> history = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      TrialRecord trial = TrialRecord.running(number, sampler.suggest(space, history, number));
      double cost = cost(trial.values());
      history.add(
          switch (number % 8) {
            case 5 -> trial.reported(0, cost).ended(TrialState.PRUNED);
            case 6 -> trial.ended(TrialState.FAILED);
            default -> trial.completed(cost);
          });
    }
    return history;
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void suggestions_lieInTheSpace(Sampler sampler) {
    for (TrialRecord trial : study(sampler, 80)) {
      // refuses what is out of bounds, between steps, missing or of another type
      assertThat(SPACE.checked(trial.values())).isEqualTo(trial.values());
      assertThat(trial.values()).containsEntry("fixed", 0.25);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void suggestions_reachEveryWholeNumberChoiceAndDepth(Sampler sampler) {
    Set<Object> seen = new HashSet<>();
    for (TrialRecord trial : study(sampler, 80)) {
      seen.add("epochs " + trial.values().get("epochs"));
      seen.add(trial.values().get("optimizer"));
      seen.add(((List<?>) trial.values().get("hidden")).size());
    }
    assertThat(seen)
        .contains("epochs 5", "epochs 20", "epochs 35", "epochs 50", "adam", "rmsprop", "sgd")
        .contains(1, 2, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void suggestion_isAFunctionOfSeedNumberAndHistory_whateverItsOrder(Sampler sampler) {
    List<TrialRecord> history = study(sampler, 40);
    Map<String, Object> suggested = sampler.suggest(SPACE, history, 40);
    assertThat(sampler.suggest(SPACE, history, 40)).isEqualTo(suggested);
    List<TrialRecord> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, new Random(3));
    assertThat(sampler.suggest(SPACE, shuffled, 40)).isEqualTo(suggested);
    // the trial itself, when it is run again, does not count
    shuffled.add(TrialRecord.running(40, suggested));
    assertThat(sampler.suggest(SPACE, shuffled, 40)).isEqualTo(suggested);
    assertThat(sampler.suggest(SPACE, history, 41)).isNotEqualTo(suggested);
  }

  @Test
  void otherSeed_suggestsOtherwise() {
    List<TrialRecord> history = study(new RandomSampler(1), 20);
    assertThat(TpeSampler.defaults(Direction.MINIMIZE, 1).suggest(SPACE, history, 20))
        .isNotEqualTo(TpeSampler.defaults(Direction.MINIMIZE, 2).suggest(SPACE, history, 20));
  }

  @Test
  void logScale_isSampledEvenlyByItsLogarithm() {
    int low = 0;
    for (int number = 0; number < 2000; number++) {
      double rate = (Double) new RandomSampler(1).suggest(SPACE, List.of(), number).get("rate");
      low += rate < 1e-3 ? 1 : 0;
    }
    assertThat(low / 2000.0).isCloseTo(0.5, within(0.04));
  }

  @Test
  void wholeNumbers_areAsLikelyAtTheBoundsAsBetween() {
    int[] counts = new int[4];
    for (int number = 0; number < 4000; number++) {
      Object epochs = new RandomSampler(1).suggest(SPACE, List.of(), number).get("epochs");
      counts[((Integer) epochs - 5) / 15]++;
    }
    for (int count : counts) {
      assertThat(count / 4000.0).isCloseTo(0.25, within(0.03));
    }
  }

  @Test
  void tpe_startsAsRandomSearch_untilEnoughTrialsHaveEnded() {
    TpeSampler tpe = new TpeSampler(Direction.MINIMIZE, 7, 5, 24, true);
    List<TrialRecord> history = study(tpe, 5);
    for (TrialRecord trial : history) {
      assertThat(trial.values())
          .isEqualTo(new RandomSampler(7).suggest(SPACE, List.of(), trial.number()));
    }
    // failed trials do not count
    TrialRecord failed = history.get(4).ended(TrialState.FAILED);
    List<TrialRecord> four = new ArrayList<>(history.subList(0, 4));
    four.add(failed);
    Map<String, Object> random = new RandomSampler(7).suggest(SPACE, List.of(), 5);
    assertThat(tpe.suggest(SPACE, four, 5)).isEqualTo(random);
    assertThat(tpe.suggest(SPACE, history, 5)).isNotEqualTo(random);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void tpe_findsBetterThanRandomSearch(boolean multivariate) {
    SearchSpace space =
        new SearchSpace(
            SPACE.parameters().stream()
                .filter(p -> Set.of("rate", "optimizer", "hidden").contains(p.name()))
                .toList());
    double found = 0;
    double drawn = 0;
    for (int seed = 0; seed < 10; seed++) {
      TpeSampler tpe = new TpeSampler(Direction.MINIMIZE, seed, 10, 24, multivariate);
      found += best(study(tpe, space, 60));
      drawn += best(study(new RandomSampler(seed), space, 60));
    }
    assertThat(found).isLessThan(drawn / 2);
  }

  static Stream<Boolean> modes() {
    return Stream.of(true, false);
  }

  private static double best(List<TrialRecord> trials) {
    return trials.stream()
        .filter(trial -> trial.state() == TrialState.COMPLETE)
        .mapToDouble(TrialRecord::value)
        .min()
        .orElseThrow();
  }

  @Test
  void maximizing_mirrorsMinimizing() {
    List<TrialRecord> history = study(new RandomSampler(1), 30);
    List<TrialRecord> mirrored = new ArrayList<>();
    for (TrialRecord trial : history) {
      mirrored.add(
          new TrialRecord(
              trial.number(),
              trial.state(),
              trial.values(),
              trial.intermediate().stream().map(value -> -value).toList(),
              trial.value() == null ? null : -trial.value()));
    }
    assertThat(TpeSampler.defaults(Direction.MAXIMIZE, 1).suggest(SPACE, mirrored, 30))
        .isEqualTo(TpeSampler.defaults(Direction.MINIMIZE, 1).suggest(SPACE, history, 30));
  }

  /** Twenty trials over [0, 1] whose best lie at 0.5. */
  private static List<TrialRecord> valley(SearchSpace line) {
    List<TrialRecord> history = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      double x = number / 19.0;
      history.add(
          TrialRecord.running(number, line.checked(Map.of("x", x))).completed(Math.abs(x - 0.5)));
    }
    return history;
  }

  @Test
  void runningTrials_keepOthersAway() {
    SearchSpace line = new SearchSpace(List.of(new FloatParameter("x", 0, 1, false)));
    List<TrialRecord> history = valley(line);
    List<TrialRecord> crowded = new ArrayList<>(history);
    for (int number = 20; number < 30; number++) {
      crowded.add(TrialRecord.running(number, line.checked(Map.of("x", 0.5))));
    }
    double alone = 0;
    double beside = 0;
    for (int seed = 0; seed < 30; seed++) {
      TpeSampler tpe = TpeSampler.defaults(Direction.MINIMIZE, seed);
      alone += Math.abs((Double) tpe.suggest(line, history, 30).get("x") - 0.5);
      beside += Math.abs((Double) tpe.suggest(line, crowded, 30).get("x") - 0.5);
    }
    assertThat(beside / 30).isGreaterThan(0.05 + alone / 30);
  }

  @Test
  void unitsOfDeepLayers_areLearntFromTrialsThatHaveThem() {
    SearchSpace nets =
        new SearchSpace(List.of(new LayersParameter("hidden", 1, 2, List.of(32, 64, 128, 256))));
    List<TrialRecord> history = new ArrayList<>();
    Random random = new Random(1);
    for (int number = 0; number < 60; number++) {
      List<Integer> layers = new ArrayList<>();
      for (int layer = 0; layer <= number % 2; layer++) {
        layers.add(32 << random.nextInt(4));
      }
      // two layers are better, best with 256 in the second
      double cost = layers.size() == 1 ? 10 : 8 - Math.log(layers.get(1)) / Math.log(2);
      history.add(
          TrialRecord.running(number, nets.checked(Map.of("hidden", layers))).completed(cost));
    }
    int deepAndWide = 0;
    for (int seed = 0; seed < 40; seed++) {
      List<?> layers =
          (List<?>)
              TpeSampler.defaults(Direction.MINIMIZE, seed)
                  .suggest(nets, history, 60)
                  .get("hidden");
      deepAndWide += layers.size() == 2 && layers.get(1).equals(256) ? 1 : 0;
    }
    assertThat(deepAndWide).isGreaterThan(30);
  }

  @Test
  void historyOfAnotherSpace_isAnErrorThatNamesTheTrial() {
    SearchSpace narrow = new SearchSpace(List.of(new FloatParameter("x", 0, 0.4, false)));
    List<TrialRecord> history =
        valley(new SearchSpace(List.of(new FloatParameter("x", 0, 1, false))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TpeSampler.defaults(Direction.MINIMIZE, 1).suggest(narrow, history, 20))
        .withMessageContaining("is not of this space")
        .withMessageContaining("0.0 to 0.4");
  }
}
