package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with figures that {@code make_metric_goldens.py} took from scikit-learn. */
class MetricGoldenTest {

  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> goldens() throws IOException {
    try (InputStream file =
        MetricGoldenTest.class.getResourceAsStream("/MetricGoldenTest/goldens.json")) {
      JsonNode cases = new ObjectMapper().readTree(file).get("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(one -> Arguments.of(one.get("name").asText(), one));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void everyFigure_equalsScikitLearns(String name, JsonNode golden) {
    ObjectMapper mapper = new ObjectMapper();
    double[][] probabilities = mapper.convertValue(golden.get("probabilities"), double[][].class);
    Scores scores =
        new Scores(mapper.convertValue(golden.get("truth"), int[].class), probabilities);
    int classes = probabilities[0].length;
    ClassificationMetrics metrics = ClassificationMetrics.of(scores, classes);

    JsonNode expected = golden.get("expected");
    assertClose(metrics.accuracy(), expected.get("accuracy"));
    assertClose(metrics.precision(), expected.get("precision"));
    assertClose(metrics.recall(), expected.get("recall"));
    assertClose(metrics.f1(), expected.get("f1"));
    assertClose(metrics.auc(), expected.get("auc"));
    assertClose(metrics.logLoss(), expected.get("logLoss"));
    assertThat(mapper.<JsonNode>valueToTree(metrics.absent())).isEqualTo(expected.get("absent"));
    assertThat(mapper.<JsonNode>valueToTree(metrics.confusion()))
        .isEqualTo(expected.get("confusion"));
    for (int label = 0; label < classes; label++) {
      ClassMetrics figures = metrics.perClass().get(label);
      JsonNode wanted = expected.get("perClass").get(label);
      assertClose(figures.precision(), wanted.get("precision"));
      assertClose(figures.recall(), wanted.get("recall"));
      assertClose(figures.f1(), wanted.get("f1"));
      assertClose(figures.auc(), wanted.get("auc"));
      assertThat(figures.support()).isEqualTo(wanted.get("support").asInt());
    }
  }

  private static void assertClose(double value, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(value).isNaN();
    } else {
      assertThat(value).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }
  }
}
