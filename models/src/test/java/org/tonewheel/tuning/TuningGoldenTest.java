package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Optuna; {@code src/test/python/make_tuning_goldens.py} makes the golden file. */
class TuningGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode GOLDENS = goldens();

  private static JsonNode goldens() {
    try (InputStream in =
        TuningGoldenTest.class.getResourceAsStream("/TuningGoldenTest/goldens.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Stream<JsonNode> cases(String name) {
    assertThat(GOLDENS.path(name)).isNotEmpty();
    return IntStream.range(0, GOLDENS.path(name).size()).mapToObj(GOLDENS.path(name)::get);
  }

  static Stream<JsonNode> parzen() {
    return cases("parzen");
  }

  static Stream<JsonNode> ratio() {
    return cases("ratio");
  }

  static Stream<JsonNode> median() {
    return cases("median");
  }

  static Stream<JsonNode> halving() {
    return cases("halving");
  }

  static Stream<JsonNode> importance() {
    return cases("importance");
  }

  private static SearchSpace space(JsonNode golden) throws JsonProcessingException {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode axis : golden.path("axes")) {
      parameters.add(JSON.treeToValue(axis, Parameter.class));
    }
    return new SearchSpace(parameters);
  }

  private static List<TrialRecord> history(JsonNode golden) throws JsonProcessingException {
    List<TrialRecord> trials = new ArrayList<>();
    for (JsonNode trial : golden.path("history")) {
      trials.add(JSON.treeToValue(trial, TrialRecord.class));
    }
    return trials;
  }

  private static double[][] columns(JsonNode columns) throws JsonProcessingException {
    return JSON.treeToValue(columns, double[][].class);
  }

  private static void assertDensities(
      JsonNode expected, double[][] points, ToDoubleFunction<double[]> density) {
    assertThat(expected).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      double[] point = new double[points.length];
      for (int axis = 0; axis < point.length; axis++) {
        point[axis] = points[axis][i];
      }
      assertThat(density.applyAsDouble(point))
          .as("point %d", i)
          .isCloseTo(expected.get(i).asDouble(), within(1e-9));
    }
  }

  @Test
  void numberOfGoodTrials_isOptunas() {
    GOLDENS
        .path("gamma")
        .properties()
        .forEach(
            golden ->
                assertThat(TrialSplit.goodOf(Integer.parseInt(golden.getKey())))
                    .as("of %s", golden.getKey())
                    .isEqualTo(golden.getValue().asInt()));
  }

  @Test
  void weightsOfObservations_areOptunas_andThePriorsIsOne() throws JsonProcessingException {
    for (Map.Entry<String, JsonNode> golden : GOLDENS.path("weights").properties()) {
      int count = Integer.parseInt(golden.getKey());
      double[] weights = ParzenEstimator.weights(count);
      assertThat(weights).hasSize(count + 1);
      assertThat(weights[count]).isEqualTo(1);
      assertThat(Arrays.copyOf(weights, count))
          .containsExactly(JSON.treeToValue(golden.getValue(), double[].class), within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("parzen")
  void densities_areThoseOfOptunasParzenEstimator(JsonNode golden) throws Exception {
    Encoding encoding = new Encoding(space(golden));
    List<Dimension> axes =
        IntStream.range(0, encoding.size()).mapToObj(encoding::dimension).toList();
    ParzenEstimator estimator = ParzenEstimator.of(axes, columns(golden.path("observations")));
    assertDensities(
        golden.path("logDensity"), columns(golden.path("points")), estimator::logDensity);
  }

  @ParameterizedTest
  @MethodSource("ratio")
  void splitAndLikelihoodRatios_areThoseOfOptunasSampler(JsonNode golden) throws Exception {
    Direction direction = Direction.valueOf(golden.path("direction").asText());
    TrialSplit split = TrialSplit.of(history(golden), direction, Integer.MAX_VALUE);
    assertThat(numbers(split.good())).isEqualTo(JSON.convertValue(golden.path("good"), List.class));
    assertThat(numbers(split.bad())).isEqualTo(JSON.convertValue(golden.path("bad"), List.class));

    Encoding encoding = new Encoding(space(golden));
    List<Integer> all = IntStream.range(0, encoding.size()).boxed().toList();
    List<Dimension> axes = all.stream().map(encoding::dimension).toList();
    ParzenEstimator good =
        ParzenEstimator.of(axes, Encoding.columns(encoding.encode(split.good()), all));
    ParzenEstimator bad =
        ParzenEstimator.of(axes, Encoding.columns(encoding.encode(split.bad()), all));
    assertDensities(
        golden.path("ratio"),
        columns(golden.path("points")),
        point -> good.logDensity(point) - bad.logDensity(point));
  }

  private static List<Integer> numbers(List<TrialRecord> trials) {
    return trials.stream().map(TrialRecord::number).toList();
  }

  @ParameterizedTest
  @MethodSource("median")
  void medianPruner_endsTheTrialsThatOptunasDoes(JsonNode golden) {
    assertPrunes(
        golden,
        new MedianPruner(
            Direction.valueOf(golden.path("direction").asText()),
            golden.path("startupTrials").asInt(),
            golden.path("warmupEpochs").asInt(),
            golden.path("interval").asInt()));
  }

  @ParameterizedTest
  @MethodSource("halving")
  void successiveHalving_endsTheTrialsThatOptunasDoes(JsonNode golden) {
    assertPrunes(
        golden,
        new SuccessiveHalvingPruner(
            Direction.valueOf(golden.path("direction").asText()),
            golden.path("minEpochs").asInt(),
            golden.path("factor").asInt(),
            golden.path("skippedRungs").asInt(),
            golden.path("bootstrap").asInt()));
  }

  private static void assertPrunes(JsonNode golden, Pruner pruner) {
    List<TrialRecord> others = new ArrayList<>();
    int pruned = 0;
    for (JsonNode reported : golden.path("trials")) {
      TrialRecord trial = TrialRecord.running(others.size(), Map.of());
      int prunedAfter = 0;
      for (JsonNode report : reported.path("reports")) {
        int epoch = trial.intermediate().size();
        assertThat(prunedAfter).as("trial %d, epoch %d", others.size(), epoch).isZero();
        trial = trial.reported(epoch, Double.parseDouble(report.asText()));
        prunedAfter = pruner.prunes(others, trial) ? epoch + 1 : 0;
      }
      assertThat(prunedAfter)
          .as("trial %d", others.size())
          .isEqualTo(reported.path("prunedAfter").asInt());
      pruned += prunedAfter > 0 ? 1 : 0;
      TrialState state = TrialState.valueOf(reported.path("state").asText());
      others.add(state == TrialState.COMPLETE ? trial.completed(0) : trial.ended(state));
    }
    assertThat(pruned).isBetween(5, others.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("importance")
  void importances_areThoseOfOptunasDefault(JsonNode golden) throws Exception {
    Direction direction = Direction.valueOf(golden.path("direction").asText());
    StudySettings settings =
        new StudySettings("", direction, 1, space(golden), new RandomSampler(1), new NoPruning());
    Map<String, Double> importances =
        ParameterImportance.of(new Study(settings, history(golden), Map.of()));
    assertThat(importances).hasSize(golden.path("importances").size());
    golden
        .path("importances")
        .properties()
        .forEach(
            expected ->
                assertThat(importances.get(expected.getKey()))
                    .as(expected.getKey())
                    .isCloseTo(expected.getValue().asDouble(), within(1e-9)));
    assertThat(List.copyOf(importances.values()))
        .isSortedAccordingTo(Comparator.<Double>reverseOrder());
  }
}
