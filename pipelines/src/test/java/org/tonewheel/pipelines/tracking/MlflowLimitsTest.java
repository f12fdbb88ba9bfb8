package org.tonewheel.pipelines.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.run.Json;

/** How settings are brought into what MLflow takes. */
final class MlflowLimitsTest {
  @Test
  void nameThatMlflowTakes_isKept() {
    assertThat(MlflowLimits.key("featureSets.frames-33.n_fft"))
        .isEqualTo("featureSets.frames-33.n_fft");
  }

  @Test
  void otherName_isChanged_andStaysItsOwn() {
    assertThat(MlflowLimits.key("columns.<b>é")).matches("columns\\._b___[0-9a-f]{8}");
    assertThat(MlflowLimits.key("a/b")).isNotEqualTo(MlflowLimits.key("a:b"));
    assertThat(MlflowLimits.key("x".repeat(300))).hasSize(250);
    assertThat(MlflowLimits.key("x".repeat(300))).isNotEqualTo(MlflowLimits.key("x".repeat(301)));
  }

  @Test
  void longText_isCut_betweenCharacters() {
    assertThat(MlflowLimits.value("abcdefgh", 8)).isEqualTo("abcdefgh");
    assertThat(MlflowLimits.value("abcdefghi", 8)).isEqualTo("abcde...");
    assertThat(MlflowLimits.value("abcd\uD83C\uDFB5ghi", 8)).isEqualTo("abcd...");
    assertThat(MlflowLimits.value("a\u0000b\u001bc", 8)).isEqualTo("a b c");
  }

  @Test
  void settings_areFlattened() throws Exception {
    JsonNode tree =
        Json.parse(
            """
            {"a": {"b": [1, 2.5, "x"], "c": null, "d": [], "e": ""},
             "f": [{"g": true}, {"g": [[1]]}]}
            """,
            JsonNode.class);
    assertThat(Flattened.of(tree))
        .isEqualTo(Map.of("a.b", "1, 2.5, x", "f.0.g", "true", "f.1.g.0", "1"));
  }
}
