package org.tonewheel.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.tuning.Direction;
import org.tonewheel.tuning.FloatParameter;
import org.tonewheel.tuning.Parameter;

class SearchSideTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Parameter> PLANE =
      List.of(new FloatParameter("x1", -5, 10, false), new FloatParameter("x2", 0, 15, false));

  private static SearchRequest request(String function, String sampler, int trials) {
    List<Map<String, Object>> startup = new ArrayList<>();
    for (double x = 0; x < 5; x++) {
      startup.add(Map.of("x1", x, "x2", x));
    }
    return new SearchRequest(
        function, PLANE, Direction.MINIMIZE, sampler, 1, startup, Collections.nCopies(trials, 0.0));
  }

  private static List<JsonNode> answers(String input) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new SearchSide(
            new BufferedReader(new StringReader(input)),
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  @Test
  void searchesAsItsInputSays() throws IOException {
    List<JsonNode> answers =
        answers(
            JSON.writeValueAsString(request("branin", "univariate", 30))
                + "\n"
                + JSON.writeValueAsString(request("branin", "random", 5)));
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("ready").asBoolean()).isTrue();
    assertThat(answers.get(2).path("startup")).hasSize(5);
    assertThat(answers.get(1).path("startup")).isEqualTo(answers.get(2).path("startup"));
    assertThat(answers.get(1).path("best").asDouble())
        .isLessThan(answers.get(2).path("best").asDouble());
  }

  @Test
  void withoutAFunction_asksForEachValue() throws IOException {
    StringBuilder input =
        new StringBuilder(JSON.writeValueAsString(request(null, "multivariate", 7)));
    for (int trial = 0; trial < 7; trial++) {
      input.append("\n{\"value\": ").append(10 - trial).append('}');
    }
    List<JsonNode> answers = answers(input.toString());
    assertThat(answers).hasSize(9);
    assertThat(answers.get(3).path("evaluate").path("x1").asDouble()).isEqualTo(2);
    assertThat(answers.get(7).path("trial").asInt()).isEqualTo(6);
    assertThat(answers.get(8).path("best").asDouble()).isEqualTo(4);
  }

  /** Surjanovic and Bingham, Virtual Library of Simulation Experiments. */
  @Test
  void functions_haveTheirPublishedMinima() {
    assertThat(TestFunctions.value("branin", point(Math.PI, 2.275)))
        .isCloseTo(0.397887, within(1e-6));
    assertThat(
            TestFunctions.value(
                "hartmann6", point(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)))
        .isCloseTo(-3.32237, within(1e-5));
    assertThat(TestFunctions.value("rosenbrock4", point(1, 1, 1, 1))).isZero();
    assertThat(TestFunctions.value("ackley5", point(0, 0, 0, 0, 0))).isCloseTo(0, within(1e-12));
  }

  @Test
  void unknownFunction_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestFunctions.value("sphere", Map.of()))
        .withMessageContaining("sphere");
  }

  private static Map<String, Object> point(double... coordinates) {
    Map<String, Object> point = new LinkedHashMap<>();
    for (double coordinate : coordinates) {
      point.put("x" + (point.size() + 1), coordinate);
    }
    return point;
  }
}
