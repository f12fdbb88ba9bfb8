package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/** Files of predictions and what other programs say about them. */
final class Goldens {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Goldens() {}

  /** The goldens of a test, which lie in the folder of its name. */
  static JsonNode of(Class<?> test) throws IOException {
    try (InputStream file =
        Goldens.class.getResourceAsStream("/" + test.getSimpleName() + "/goldens.json")) {
      return MAPPER.readTree(file);
    }
  }

  /** Each case with its name. */
  static Stream<Arguments> cases(Class<?> test) throws IOException {
    return StreamSupport.stream(of(test).get("cases").spliterator(), false)
        .map(one -> Arguments.of(one.get("name").asText(), one));
  }

  static Scores scores(JsonNode golden) {
    return new Scores(
        MAPPER.convertValue(golden.get("truth"), int[].class),
        MAPPER.convertValue(golden.get("probabilities"), double[][].class));
  }

  static double[] numbers(JsonNode list) {
    return MAPPER.convertValue(list, double[].class);
  }

  static void assertClose(double[] values, JsonNode expected, double tolerance) {
    assertThat(values).hasSize(expected.size());
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(expected.get(i).asDouble(), within(tolerance));
    }
  }
}
